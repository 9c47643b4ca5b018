import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commandOf, until } from '../../support/processes';
import { type LeftThings } from '../../support/e2e-sample/leave-things';
import { temporaryFolder } from '../../support/temporary-folder';
import { e2eArea } from '../area';

const PACKAGE_ROOT = resolve(__dirname, '..', '..', '..');
const CONFIG = join(PACKAGE_ROOT, 'test', 'support', 'e2e-sample', 'jest.config.js');

/** `npm run e2e` with one of the small suites. */
function startSuite(sample: string, env: NodeJS.ProcessEnv = {}) {
  const args = [join(PACKAGE_ROOT, 'scripts', 'e2e.mjs'), '--config', CONFIG, `${sample}.sample`];
  const child = spawn(process.execPath, args, {
    cwd: PACKAGE_ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, text }));
  return { child, ended };
}

function expectGone({ pids, folder, namespace }: LeftThings): void {
  expect(pids).toHaveLength(3);
  expect(pids.filter((pid) => commandOf(pid).includes('sleep 600'))).toEqual([]);
  expect(existsSync(folder)).toBe(false);
  if (namespace === '') return;
  expect(existsSync(`/etc/netns/${namespace}`)).toBe(false);
  expect(existsSync(`/run/netns/${namespace}`)).toBe(false);
  expect(existsSync('/etc/netns') ? readdirSync('/etc/netns') : 'no such folder').not.toEqual([]);
}

e2eArea('Frame', {}, () => {
  describe('what the suite tells', () => {
    it('a table of claims, numbers, and that nothing is left behind', async () => {
      const { code, text } = await startSuite('passes').ended;
      expect(text).toMatch(
        /area +claim +cases +passed +seconds\n-+ .*\nSample +good things +3 +3 +\d+\.\d\nSample: things: 6\n3 passed, 0 failed, 0 skipped in \d+ s\nleft behind: nothing\n/,
      );
      expect(code).toBe(0);
    });

    it('a skipped case is a failure', async () => {
      const { code, text } = await startSuite('skips').ended;
      expect(text).toContain('1 passed, 0 failed, 1 skipped');
      expect(text).toContain('1 cases were skipped: nothing may be left out silently');
      expect(code).toBe(1);
    });

    it('a missing part is a failure that tells how to get it', async () => {
      const { code, text } = await startSuite('needs').ended;
      expect(text).toContain('"no-such-part" is not on this machine. Install it: apt-get install -y no-such-part');
      expect(text).toMatch(/Sample +machine parts +1 +0 /);
      expect(code).toBe(1);
    });
  });

  describe('what the suite leaves behind', () => {
    it('what a test forgot is removed, and is a failure', async () => {
      const { code, text } = await startSuite('leaves').ended;
      expect(text).toContain('1 passed, 0 failed, 0 skipped');
      expect(text.match(/left behind, and removed now: process \d+ \(sh -c sleep 600/g)?.length).toBe(3);
      expect(text).toContain('left behind, and removed now: file left');
      expect(code).toBe(1);
    });

    it.each(['SIGINT', 'SIGTERM'] as const)('nothing after %s', async (signal) => {
      const ready = join(temporaryFolder(), 'ready.json');
      const { child, ended } = startSuite('hangs', { E2E_SAMPLE_READY: ready });
      await Promise.race([
        until('the test hangs', () => existsSync(ready) && readFileSync(ready, 'utf8') !== '', 60_000),
        ended,
      ]);
      const things = JSON.parse(readFileSync(ready, 'utf8')) as LeftThings;
      child.kill(signal);
      const { code, text } = await ended;
      expect(text).toContain(`interrupted by ${signal}`);
      expect(code).toBe(1);
      expectGone(things);
    });
  });
});
