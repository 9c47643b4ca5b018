import { writeFileSync } from 'node:fs';
import { e2eArea } from '../../e2e/area';
import { leaveThings } from './leave-things';

e2eArea('Sample', {}, () => {
  it('never ends, with things around it', async () => {
    writeFileSync(process.env['E2E_SAMPLE_READY'] ?? '', JSON.stringify(leaveThings()));
    await new Promise(() => undefined);
  });
});
