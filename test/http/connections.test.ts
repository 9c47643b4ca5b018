import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { exchange, openConnections } from '../../src/http';
import { startConnectProxy } from '../support/connect-proxy';
import { startOddServer } from '../support/odd-server';

const LIMITS = { timeoutMs: 5_000, limitBytes: 1_000 };

/**
 * What a process does that makes one request, in order: the parts of undici that it loads, the flags that V8 is told, the
 * connections that it opens.
 */
async function lifeOfProcess(settings: { readonly origin: string; readonly proxy?: string }): Promise<string[]> {
  const program = `
    const { exchange, openConnections } = require('./src/http');
    const [origin, proxy] = process.argv.slice(1);
    const connections = openConnections({
      proxy: proxy && new URL(proxy), connectTimeoutMs: 5_000, keepAliveMs: 1_000,
    });
    exchange(connections, { origin, method: 'GET', path: '/', headers: {} }, ${JSON.stringify(LIMITS)})
      .then(({ status }) => console.log(status), (error) => console.log(error.cause))
      .then(() => connections.destroy());`;
  const script = `
    const Module = require('node:module');
    const load = Module._load;
    Module._load = (name, ...rest) => {
      if (/undici/.test(name)) console.log('loads undici');
      return load(name, ...rest);
    };
    const v8 = require('node:v8');
    const setFlags = v8.setFlagsFromString;
    v8.setFlagsFromString = (flags) => (console.log(flags), setFlags(flags));
    const { Socket } = require('node:net');
    const connect = Socket.prototype.connect;
    Socket.prototype.connect = function (...target) { console.log('connects'); return connect.apply(this, target); };
    const { outputFiles } = require('esbuild').buildSync({
      stdin: { contents: ${JSON.stringify(program)}, resolveDir: '.' },
      bundle: true, write: false, platform: 'node', packages: 'external', logLevel: 'error',
    });
    console.log('starts');
    eval(outputFiles[0].text);`;
  const args = [settings.origin, ...(settings.proxy === undefined ? [] : [settings.proxy])];
  const child = spawn(process.execPath, ['-e', script, '--', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await once(child, 'close');
  const lines = text.trim().split('\n');
  // Parts that are loaded one after the other count as one.
  return lines.slice(lines.indexOf('starts')).filter((line, index, all) => line !== all[index - 1]);
}

describe('V8 is told not to optimize WebAssembly, so that a process that ends soon need not wait', () => {
  const inOrder = ['starts', 'loads undici', '--liftoff-only', 'connects', '200'];

  it('after the last part of undici and before the first connection', async () => {
    const server = await startOddServer((_, response) => response.end('{}'));
    const life = await lifeOfProcess({ origin: server.endpoint });
    await server.close();
    expect(life).toEqual(inOrder);
  });

  it('also where a proxy is in between', async () => {
    const server = await startOddServer((_, response) => response.end('{}'));
    const proxy = await startConnectProxy({ target: server.host });
    const life = await lifeOfProcess({ origin: 'http://api.test', proxy: proxy.url });
    await proxy.close();
    await server.close();
    expect(life).toEqual(inOrder);
  });
});

describe('connections', () => {
  it('are kept for the next request, to any origin', async () => {
    const ports = new Set<number | undefined>();
    const start = (): ReturnType<typeof startOddServer> =>
      startOddServer(({ socket }, response) => {
        ports.add(socket.remotePort);
        response.end('{}');
      });
    const servers = [await start(), await start()];
    const connections = openConnections({ connectTimeoutMs: 5_000, keepAliveMs: 10_000 });
    for (const { endpoint } of [...servers, ...servers, ...servers]) {
      await exchange(connections, { origin: endpoint, method: 'GET', path: '/', headers: {} }, LIMITS);
    }
    await connections.destroy();
    await Promise.all(servers.map((server) => server.close()));
    expect(ports.size).toBe(2);
  });

  it.each<[string, number | undefined, number]>([
    ['as many as there are requests', undefined, 6],
    ['no more than is said', 2, 2],
  ])('are opened at once to an origin: %s', async (_, mostConnections, expected) => {
    const waiting: (() => void)[] = [];
    const ports = new Set<number | undefined>();
    const server = await startOddServer(({ socket }, response) => {
      ports.add(socket.remotePort);
      waiting.push(() => response.end('{}'));
      // Nobody is answered before as many have asked as may at once.
      if (waiting.length >= expected) for (const answer of waiting.splice(0)) answer();
    });
    const connections = openConnections({ connectTimeoutMs: 5_000, keepAliveMs: 10_000, mostConnections });
    const request = { origin: server.endpoint, method: 'GET', path: '/', headers: {} } as const;
    await Promise.all(Array.from({ length: 6 }, () => exchange(connections, request, LIMITS)));
    await connections.destroy();
    await server.close();
    expect(ports.size).toBe(expected);
  });
});
