import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { compileChild, eventually, isRunning, makeTemporaryFolder, type TemporaryFolder } from './child-program';
import { PluginFixture } from './plugin-fixture';

let fixture: PluginFixture;
let sockets: TemporaryFolder;
beforeAll(async () => (fixture = await PluginFixture.create()));
beforeEach(() => (sockets = makeTemporaryFolder()));
afterEach(async () => {
  await fixture.killAll();
  sockets.remove();
});
afterAll(() => fixture.remove());

const inSockets = () => ({ environment: { PLUGIN_UNIX_SOCKET_DIR: sockets.path } });

it('Shutdown ends the plugin at once with code 0', async () => {
  const host = await fixture.host('ordinary', inSockets());
  const exit = await host.shutdown();
  expect(exit).toMatchObject({ code: 0, signal: null, stderr: '' });
  expect(exit.milliseconds).toBeLessThan(1_000);
});

it('the plugin ends when its host closes the connection', async () => {
  const host = await fixture.host('ordinary', inSockets());
  (await host.connection()).close();
  expect(await host.process.exited).toMatchObject({ code: 0, signal: null, stderr: '' });
});

it('the plugin ends when its host is killed, and leaves no socket behind', async () => {
  const hostProgram = spawn(process.execPath, [compileChild('host', sockets), fixture.script], {
    env: { ...process.env, PLUGIN_UNIX_SOCKET_DIR: sockets.path },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>((resolve) => hostProgram.stdout.once('data', (text) => resolve(Number(text))));
  expect(isRunning(pid)).toBe(true);
  hostProgram.kill('SIGKILL');
  await eventually('the plugin is gone', () => !isRunning(pid), 5_000);
  expect(readdirSync(sockets.path)).toEqual(['host.js']);
});

it('a plugin that is killed after its host connected leaves no socket behind', async () => {
  const host = await fixture.host('ordinary', inSockets());
  await host.call('/test.Plugin/Echo');
  await host.kill();
  expect(readdirSync(sockets.path)).toEqual([]);
});

it('SIGINT is ignored, because it reaches the host too, and the host asks politely', async () => {
  const host = await fixture.host('ordinary', inSockets());
  await host.call('/test.Plugin/Echo');
  host.process.signal('SIGINT');
  expect(await host.call('/test.Plugin/Echo', Buffer.from('still here'))).toEqual(Buffer.from('still here'));
  expect(host.process.running).toBe(true);
});

it.each(['SIGTERM', 'SIGHUP'] as const)(
  '%s before any host connected ends the plugin without a trace',
  async (signal) => {
    const host = await fixture.host('ordinary', inSockets());
    host.process.signal(signal);
    expect(await host.process.exited).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(readdirSync(sockets.path)).toEqual([]);
  },
);

it.each([
  ['/test.Plugin/Panic', 'broken'],
  ['/test.Plugin/Reject', 'rejected'],
])('an error that %s lets nobody catch is a panic with a stack, without secrets, and code 2', async (path, verb) => {
  const host = await fixture.host('ordinary', inSockets());
  host.call(path, Buffer.from('hunter2-and-more')).catch(() => {}); // its answer may or may not come first
  const { code, stdout, stderr } = await host.process.exited;
  expect(code).toBe(2);
  expect(stdout).toBe(`${host.handshake.line}\n`);
  expect(stderr).toMatch(
    new RegExp(`^panic: Error: ${verb} by \\*\\*\\*\\n\\nError: ${verb} by \\*\\*\\*\\n {4}at .+`),
  );
});
