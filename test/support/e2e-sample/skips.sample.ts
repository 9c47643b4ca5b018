import { e2eArea } from '../../e2e/area';

e2eArea('Sample', {}, () => {
  it('is run', () => undefined);
  it.skip('is left out', () => undefined);
});
