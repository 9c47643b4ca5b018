import { existsSync, readdirSync } from 'node:fs';
import { PluginConnection, type PluginProcess } from '../../support/plugin-host';
import { type ReattachConfig } from '../../../src/bridge/plugin';
import { makeTemporaryFolder, type TemporaryFolder } from './child-program';
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

async function startDebugging(): Promise<{ plugin: PluginProcess; reattach: ReattachConfig }> {
  const plugin = fixture.process('debugging', {
    magicCookie: undefined,
    certificate: undefined,
    environment: { PLUGIN_UNIX_SOCKET_DIR: sockets.path },
  });
  return { plugin, reattach: JSON.parse(await plugin.firstLine) as ReattachConfig };
}

function attach({ Addr }: ReattachConfig): Promise<PluginConnection> {
  return PluginConnection.open({ network: Addr.Network, address: Addr.String });
}

it('the configuration tells a host where the process is and that it must not end it', async () => {
  const { plugin, reattach } = await startDebugging();
  expect(reattach).toEqual({
    Protocol: 'grpc',
    ProtocolVersion: 6,
    Pid: plugin.pid,
    Test: true,
    Addr: { Network: 'unix', String: expect.stringMatching(sockets.path) as string },
  });
});

it('it serves one host after the other, and two at once, and obeys no Shutdown', async () => {
  const { plugin, reattach } = await startDebugging();
  const first = await attach(reattach);
  await first.call('/plugin.GRPCController/Shutdown');
  first.close();
  await first.closed;
  const [second, third] = [await attach(reattach), await attach(reattach)];
  expect(await second.call('/test.Plugin/Echo', Buffer.from('b'))).toEqual(Buffer.from('b'));
  expect(await third.call('/test.Plugin/Echo', Buffer.from('c'))).toEqual(Buffer.from('c'));
  expect(plugin.running).toBe(true);
  expect(existsSync(reattach.Addr.String)).toBe(true);
  second.close();
  third.close();
});

it.each(['SIGINT', 'SIGTERM'] as const)('%s ends it and removes its socket', async (signal) => {
  const { plugin, reattach } = await startDebugging();
  const host = await attach(reattach);
  plugin.signal(signal);
  expect(await plugin.exited).toMatchObject({ code: 0, signal: null });
  expect(readdirSync(sockets.path)).toEqual([]);
  host.close();
});
