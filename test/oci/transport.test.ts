import { type OddServer, refusedHost, startOddServer, startTcpServer, sendJson } from '../support/odd-server';
import { DOCKER_REGISTRY, startDockerRegistry } from '../support/docker-registry';
import { issueCertificate } from '../support/certificates';
import { describeWith } from '../support/machine-parts';
import { closeAll, failureOf, openRegistry } from './setup';

afterEach(closeAll);

describe('a connection fails with a sentence of its own', () => {
  it('where nothing listens', async () => {
    const host = await refusedHost();
    const error = await failureOf(openRegistry({ endpoint: `http://${host}` }).ping());
    expect(error).toMatchObject({ reason: 'refused', code: 'ECONNREFUSED' });
    expect(error.message).toBe(
      `The registry "${host}" refused the connection. Expected a server that listens there. Check host and port, and that ` +
        `no firewall closes them.\n\nGET http://${host}/v2/: connect ECONNREFUSED ${host}`,
    );
  });

  it('where nothing listens at any of several addresses', async () => {
    const port = (await refusedHost()).split(':')[1];
    const error = await failureOf(openRegistry({ endpoint: `http://localhost:${port}` }).ping());
    expect(error).toMatchObject({ reason: 'refused', code: 'ECONNREFUSED' });
    expect(error.message).toMatch(/: connect ECONNREFUSED (::1|127\.0\.0\.1):\d+/);
  });

  it('for a name that does not exist', async () => {
    const error = await failureOf(openRegistry({ endpoint: 'https://registry.invalid' }).ping());
    expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(error.code);
    expect(error.reason).toBe('dns');
    expect(error.message).toMatch(/^The host name "registry\.invalid" (is not known|could not be looked up)/);
    expect(error.message).toMatch(
      'Expected a name that DNS can resolve. Check how the host is written, and the DNS of this computer.',
    );
  });

  const noAnswer = 'closed the connection without an answer. Expected one. If it speaks TLS, write "https://".';
  it.each<[string, string, Parameters<typeof startTcpServer>[0], string]>([
    ['hangs up', 'server', (socket) => socket.once('data', () => socket.end()), noAnswer],
    ['resets the connection', 'server', (socket) => socket.once('data', () => socket.resetAndDestroy()), noAnswer],
    [
      'breaks off',
      'server',
      (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort')),
      'broke off in the middle of its answer. Expected all of it. Try again later.',
    ],
    [
      'speaks another protocol',
      'invalid-answer',
      (socket) => socket.once('data', () => socket.end('220 mail.example.com ESMTP\r\n')),
      'gave an answer that is not HTTP. Expected an HTTP server. Check host and port.',
    ],
    [
      'sends endless headers',
      'invalid-answer',
      (socket) => socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(200_000)}\r\n\r\n`)),
      'gave an answer that is not HTTP. Expected an HTTP server. Check host and port.',
    ],
    [
      'says nothing',
      'timeout',
      () => undefined,
      'did not answer within 0.3 s. Expected a complete answer. Try again later, allow more time, or look whether a firewall ' +
        'holds the connection back.',
    ],
    [
      'stops in the middle',
      'timeout',
      (socket) => socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort')),
      'did not finish its answer within 0.3 s. Expected a complete answer. Try again later, allow more time, or look whether ' +
        'a firewall holds the connection back.',
    ],
  ])('to a server that %s', async (_, reason, connected, sentence) => {
    const server = await startTcpServer(connected);
    const timeoutMs = reason === 'timeout' ? 300 : 10_000;
    const error = await failureOf(openRegistry({ endpoint: server.endpoint, timeoutMs }).ping());
    await server.close();
    expect(error.reason).toBe(reason);
    expect(error.message).toMatch(`The registry "${server.host}" ${sentence}\n\nGET ${server.endpoint}/v2/: `);
  });

  it('when it is cancelled while it waits', async () => {
    const controller = new AbortController();
    const server = await startOddServer(() => controller.abort());
    const error = await failureOf(openRegistry(server).ping({ signal: controller.signal }));
    await server.close();
    expect(error.reason).toBe('cancelled');
  });
});

describeWith(DOCKER_REGISTRY, 'plain HTTP to the TLS port of a real registry', () => {
  it('is told to use TLS', async () => {
    const server = await startDockerRegistry({ tls: await issueCertificate({ name: 'registry' }) });
    const endpoint = server.endpoint.replace('https', 'http');
    const error = await failureOf(openRegistry({ endpoint }).ping());
    await server.close();
    expect(error).toMatchObject({ reason: 'tls', status: 400 });
    expect(error.message).toBe(
      `The registry "${server.host}" speaks TLS at this port, not plain HTTP. Expected "https://". Write it so.\n\n` +
        `GET ${endpoint}/v2/: 400`,
    );
  });
});

describe('connections', () => {
  let server: OddServer;
  afterEach(() => server.close());

  it('are kept for the next request', async () => {
    const ports = new Set<number | undefined>();
    server = await startOddServer((request, response) => {
      ports.add(request.socket.remotePort);
      sendJson(response, 200, { tags: ['1'] });
    });
    const registry = openRegistry(server);
    for (let count = 0; count < 5; count += 1) await registry.listTags('a');
    expect([server.seen.length, ports.size]).toEqual([6, 1]);
  });
});
