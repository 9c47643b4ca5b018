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
