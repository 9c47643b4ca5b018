import { PaletteClient } from '../../src/palette';
import { startOddServer } from '../support/odd-server';

test('requests one after the other use one connection', async () => {
  const ports = new Set<number | undefined>();
  const server = await startOddServer(({ socket }, response) => {
    ports.add(socket.remotePort);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"items": []}');
  });
  const client = new PaletteClient({ host: server.endpoint, apiKey: 'key', environment: {} });
  for (let count = 0; count < 5; count += 1) await client.listRegistries();
  await client.close();
  await server.close();
  expect(ports.size).toBe(1);
});

test('a creation has a connection of its own: a kept one may be closing at the other end', async () => {
  const ports: (number | undefined)[] = [];
  const server = await startOddServer(({ socket, method }, response) => {
    ports.push(socket.remotePort);
    response.writeHead(method === 'POST' ? 201 : 200, { 'content-type': 'application/json' });
    response.end(method === 'POST' ? '{"uid": "1"}' : '{"items": []}');
  });
  const client = new PaletteClient({ host: server.endpoint, apiKey: 'key', environment: {} });
  const registry = { metadata: { name: 'charts' }, spec: { endpoint: 'https://e', auth: { type: 'noAuth' } } } as const;
  await client.listRegistries();
  await client.createRegistry('basic', registry);
  await client.createRegistry('basic', registry);
  await client.listRegistries();
  await client.close();
  await server.close();
  const [kept, ...others] = ports;
  expect(others.at(-1)).toBe(kept);
  expect(new Set(ports).size).toBe(3);
});

test('many requests at once do not wait for each other: a slow answer costs no other request its time', async () => {
  const REQUESTS = 40;
  const waiting: (() => void)[] = [];
  const server = await startOddServer((_, response) => {
    waiting.push(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{"items": []}'));
    // Nobody is answered before all have asked.
    if (waiting.length === REQUESTS) for (const answer of waiting) answer();
  });
  const client = new PaletteClient({
    host: server.endpoint,
    apiKey: 'key',
    environment: {},
    maxRetries: 0,
    requestTimeoutMs: 5_000,
  });
  try {
    const answers = await Promise.all(Array.from({ length: REQUESTS }, () => client.listRegistries()));
    expect(answers).toHaveLength(REQUESTS);
  } finally {
    await client.close();
    await server.close();
  }
});
