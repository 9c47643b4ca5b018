import { readdirSync, statSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { dirname } from 'node:path';
import { HandshakeError } from '../../../src/bridge/plugin/handshake';
import { listen } from '../../../src/bridge/plugin/listen';
import { makeTemporaryFolder, type TemporaryFolder } from './child-program';

const TOO_LONG = `/tmp/${'x'.repeat(100)}`;
let folder: TemporaryFolder;
let servers: Server[];

beforeEach(() => {
  folder = makeTemporaryFolder();
  servers = [];
});
afterEach(() => {
  for (const server of servers) server.close();
  folder.remove();
});

function newServer(): Server {
  const server = createServer();
  servers.push(server);
  return server;
}

async function takePort(): Promise<number> {
  const server = newServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

it('a plugin listens on a socket in a folder of its own, that only its user can enter', async () => {
  const endpoint = await listen(newServer(), { PLUGIN_UNIX_SOCKET_DIR: folder.path });
  expect(endpoint.network).toBe('unix');
  expect(dirname(dirname(endpoint.address))).toBe(folder.path);
  expect(statSync(dirname(endpoint.address)).mode & 0o777).toBe(0o700);
  expect(statSync(endpoint.address).isSocket()).toBe(true);
});

it('the socket and its folder are removed, and removing them again is harmless', async () => {
  const endpoint = await listen(newServer(), { PLUGIN_UNIX_SOCKET_DIR: folder.path });
  endpoint.removeSocket();
  endpoint.removeSocket();
  expect(readdirSync(folder.path)).toEqual([]);
});

it('a folder that does not exist is named, with what to do', async () => {
  const missing = `${folder.path}/missing`;
  await expect(listen(newServer(), { PLUGIN_UNIX_SOCKET_DIR: missing })).rejects.toThrow(
    new HandshakeError(
      `The plugin could not make a folder for its socket in "${missing}": Error: ENOENT: no such file or directory, mkdtemp '${missing}/plugin-XXXXXX'. Set TMPDIR to a writable folder.`,
    ),
  );
});

it('a path too long for a socket makes it listen on loopback', async () => {
  const endpoint = await listen(newServer(), { PLUGIN_UNIX_SOCKET_DIR: TOO_LONG });
  expect(endpoint).toMatchObject({ network: 'tcp', address: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string });
});

it('a taken port is skipped within the range of the host', async () => {
  const taken = await takePort();
  const endpoint = await listen(newServer(), {
    PLUGIN_UNIX_SOCKET_DIR: TOO_LONG,
    PLUGIN_MIN_PORT: String(taken),
    PLUGIN_MAX_PORT: String(Math.min(taken + 100, 65_535)),
  });
  const port = Number(endpoint.address.split(':')[1]);
  expect(port).toBeGreaterThan(taken);
  expect(port).toBeLessThanOrEqual(taken + 100);
});

it('a range without a free port is named', async () => {
  const taken = String(await takePort());
  await expect(
    listen(newServer(), { PLUGIN_UNIX_SOCKET_DIR: TOO_LONG, PLUGIN_MIN_PORT: taken, PLUGIN_MAX_PORT: taken }),
  ).rejects.toThrow(
    new HandshakeError(
      `No port between ${taken} and ${taken} (PLUGIN_MIN_PORT, PLUGIN_MAX_PORT) is free for the plugin to listen on.`,
    ),
  );
});

it('a range that is none is quoted', async () => {
  await expect(
    listen(newServer(), { PLUGIN_UNIX_SOCKET_DIR: TOO_LONG, PLUGIN_MIN_PORT: 'low', PLUGIN_MAX_PORT: '25000' }),
  ).rejects.toThrow(
    new HandshakeError(
      'The program that started this plugin sent PLUGIN_MIN_PORT "low" and PLUGIN_MAX_PORT "25000"; two port numbers were expected.',
    ),
  );
});
