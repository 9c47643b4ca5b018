import { type Socket } from 'node:net';
import { type OddServer, refusedHost, sendJson, startOddServer, startTcpServer } from '../../support/odd-server';
import { CONTENT, failureOf, probe, sentencesOf, skippedAfter } from './setup';

const noAnswer =
  'closed the connection without an answer. Expected one. It may expect a client certificate, or a firewall may forbid the ' +
  'connection.';
const notHttp = 'gave an answer that is not HTTP. Expected an HTTP server. Check host and port.';

it('a name that does not exist fails the name resolution, and all that follows is skipped', async () => {
  const result = await probe({ endpoint: 'https://registry.invalid' });
  const { detail } = failureOf(result);
  expect(detail).toMatch(
    /^The host name "registry\.invalid" (is not known|could not be looked up: the DNS server does not answer)\. Expected a name that DNS can resolve\. Check how the host is written, and the DNS of this computer\.\n\nDNS https:\/\/registry\.invalid\/: /,
  );
  const [nameResolution, ...others] = Object.entries(sentencesOf(result));
  expect(nameResolution?.[0]).toBe('name resolution');
  expect(Object.fromEntries(others)).toEqual(
    skippedAfter('name resolution', 'connection', 'TLS', 'authentication', ...CONTENT),
  );
  expect(result).toMatchObject({ ok: false, charts: [] });
});

it('a port where nothing listens fails the connection', async () => {
  const host = await refusedHost();
  const result = await probe({ endpoint: `https://${host}` });
  expect(failureOf(result)).toEqual({
    name: 'connection',
    detail:
      `The registry "${host}" refused the connection. Expected a server that listens there. Check host and port, and that no ` +
      `firewall closes them.\n\nTCP https://${host}/: connect ECONNREFUSED ${host}`,
  });
  expect(sentencesOf(result)).toMatchObject({
    'name resolution': 'ok: Skipped because the endpoint is an address.',
    ...skippedAfter('connection', 'TLS', 'authentication', ...CONTENT),
  });
});

it('a name with addresses of which none is listening fails the connection, with the reason of each', async () => {
  const port = (await refusedHost()).split(':')[1];
  const result = await probe({ endpoint: `https://localhost:${port}` });
  expect(sentencesOf(result)['name resolution']).toMatch(/^ok: "localhost" is (127\.0\.0\.1|::1)/);
  expect(failureOf(result).detail).toMatch(
    new RegExp(`TCP https://localhost:${port}/: connect ECONNREFUSED (::1|127\\.0\\.0\\.1):${port}`),
  );
});

describe('below TLS, the check fails with a sentence of its own where a server', () => {
  it.each<[string, (socket: Socket) => void, string]>([
    ['hangs up in the handshake', (socket) => socket.once('data', () => socket.end()), noAnswer],
    [
      'resets the connection in the handshake',
      (socket) => socket.once('data', () => socket.resetAndDestroy()),
      noAnswer,
    ],
    [
      'does not speak TLS',
      (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
      'does not speak TLS at this port. Expected a TLS handshake. Check the port, or write "http://" for a registry ' +
        'without TLS.',
    ],
  ])('%s', async (_, connected, sentence) => {
    const server = await startTcpServer(connected);
    const result = await probe({ endpoint: `https://${server.host}` });
    await server.close();
    expect(failureOf(result)).toEqual({
      name: 'TLS',
      detail: expect.stringMatching(`The registry "${server.host}" ${sentence}\n\nTLS https://${server.host}/: `),
    });
  });

  it('never answers the handshake', async () => {
    const server = await startTcpServer(() => undefined);
    const result = await probe({ endpoint: `https://${server.host}`, timeoutMs: 200 });
    await server.close();
    expect(failureOf(result)).toEqual({
      name: 'TLS',
      detail:
        `No connection to the registry "${server.host}" came about in time. Expected an answer to the handshake. A firewall ` +
        'may drop the packets: check host and port, and whether a proxy is needed (HTTPS_PROXY is honoured).\n\n' +
        `TLS https://${server.host}/: ETIMEDOUT: no answer within 0.2 s`,
    });
  });
});

describe('the first request fails with a sentence of its own where a server', () => {
  const noPlainAnswer = 'closed the connection without an answer. Expected one. If it speaks TLS, write "https://".';
  it.each<[string, (socket: Socket) => void, string]>([
    ['hangs up', (socket) => socket.once('data', () => socket.end()), noPlainAnswer],
    ['resets the connection', (socket) => socket.once('data', () => socket.resetAndDestroy()), noPlainAnswer],
    [
      'breaks off',
      (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort')),
      'broke off in the middle of its answer. Expected all of it. Try again later.',
    ],
    ['speaks another protocol', (socket) => socket.once('data', () => socket.end('220 ESMTP\r\n')), notHttp],
    [
      'sends endless headers',
      (socket) => socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(200_000)}\r\n\r\n`)),
      notHttp,
    ],
    [
      'says nothing',
      () => undefined,
      'did not answer within 0.4 s. Expected a complete answer. Try again later, allow more time, or look whether a firewall ' +
        'holds the connection back.',
    ],
    [
      'stops in the middle',
      (socket) => socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort')),
      'did not finish its answer within 0.4 s. Expected a complete answer. Try again later, allow more time, or look whether ' +
        'a firewall holds the connection back.',
    ],
    [
      'redirects for ever',
      (socket) =>
        socket.on('data', () => socket.write('HTTP/1.1 302 Found\r\nLocation: /v2/\r\nContent-Length: 0\r\n\r\n')),
      'redirected more than 5 times. Expected a redirect to where the content is. Check the registry.',
    ],
  ])('%s', async (_, connected, sentence) => {
    const server = await startTcpServer(connected);
    const result = await probe({ endpoint: server.endpoint, timeoutMs: 400 });
    await server.close();
    const { name, detail } = failureOf(result);
    expect([name, detail.split('\n\n')[0]]).toEqual(['authentication', `The registry "${server.host}" ${sentence}`]);
    expect(sentencesOf(result)).toMatchObject({
      TLS: 'ok: Skipped because the endpoint is "http://": whoever is on the way can read along.',
      ...skippedAfter('authentication', ...CONTENT),
    });
  });
});

describe('with requests that are all on time, but never end', () => {
  const HOW = 'wait longer';
  const moreTime = `To allow more time, ${HOW}: all checks together may take that long, a single request half of it.`;
  let server: OddServer;
  beforeEach(async () => {
    server = await startOddServer((_, response) => {
      response.writeHead(200, { link: `</v2/_catalog?last=${Math.random()}>; rel="next"` });
      setTimeout(() => response.end('{"repositories":[]}'), 50);
    });
  });
  afterEach(() => server.close());

  it.each([
    [
      'its own limit',
      { timeoutMs: 200 },
      'The check took longer than 0.4 s. Expected it to end sooner. Try again later.',
    ],
    [
      'the limit of all checks',
      { limitMs: 600 },
      'The time limit of 0.6 s for all checks together was up before this one had ended. Expected them to end sooner. Try ' +
        'again later.',
    ],
  ])('a check ends at %s', async (_, limits, detail) => {
    const result = await probe({ endpoint: server.endpoint, timeoutMs: undefined, ...limits });
    expect(failureOf(result)).toEqual({ name: 'repository list', detail });
    const raisable = await probe({ endpoint: server.endpoint, timeoutMs: undefined, ...limits, howToRaise: HOW });
    expect(failureOf(raisable)).toEqual({ name: 'repository list', detail: `${detail} ${moreTime}` });
  });
});

it('a request may take half of the limit, and says how to allow more', async () => {
  const server = await startTcpServer(() => undefined);
  const result = await probe({
    endpoint: server.endpoint,
    timeoutMs: undefined,
    limitMs: 500,
    howToRaise: 'give a longer "--timeout"',
  });
  await server.close();
  expect(failureOf(result)).toEqual({
    name: 'authentication',
    detail:
      `The registry "${server.host}" did not answer within 0.25 s. Expected a complete answer. Try again later, allow more ` +
      'time, or look whether a firewall holds the connection back. To allow more time, give a longer "--timeout": all checks ' +
      'together may take that long, a single request half of it.\n\n' +
      `GET ${server.endpoint}/v2/: The operation was aborted due to timeout`,
  });
});

it('what does not depend on the check that used up the time is skipped, too', async () => {
  const server = await startOddServer(({ url }, response) => {
    if (url?.startsWith('/v2/_catalog')) sendJson(response, 404, {});
    else if (url === '/v2/') sendJson(response, 200, {});
  });
  const result = await probe({ endpoint: server.endpoint, basePaths: ['one', 'two', 'three'], limitMs: 400 });
  await server.close();
  expect(sentencesOf(result)).toMatchObject({
    'base content path one': expect.stringMatching(/^FAILED: The time limit of 0\.4 s for all checks together was up /),
    'base content path two': 'FAILED: Skipped because there was no time left.',
    'base content path three': 'FAILED: Skipped because there was no time left.',
    manifest: 'FAILED: Skipped because the check "base content path one" failed.',
  });
});

it('cancelled, it ends with what it has found', async () => {
  const controller = new AbortController();
  const server = await startOddServer(() => controller.abort());
  const result = await probe({ endpoint: server.endpoint, signal: controller.signal });
  await server.close();
  expect(failureOf(result)).toEqual({ name: 'authentication', detail: 'The check was cancelled.' });
});

it.each([
  ['ftp://registry', 'The endpoint "ftp://registry" is not the URL of a registry.'],
  ['https://me:s3cret@registry', 'The endpoint holds a user name or password in front of "registry".'],
])('it is an error that the endpoint is %s', async (endpoint, problem) => {
  await expect(probe({ endpoint })).rejects.toThrow(problem);
});
