import { paletteError, type ProgrammedAnswer } from '../../support/http-answers';
import { refusedHost, startTcpServer } from '../../support/odd-server';
import { type ErrorCase, type ErrorGroup } from './error-case';
import { LIST, list, NAME, READ, read } from './any-request';
import { PALETTE_TLS } from './palette-tls';

const answered = (when: string, answer: ProgrammedAnswer): ErrorCase => ({
  when,
  provoke: (world) => list(world.on(LIST, answer)),
});

const key: readonly ErrorCase[] = [
  answered(
    'The API key is wrong, has expired, or belongs to another Palette.',
    paletteError(401, 'Unauthorized', 'no'),
  ),
  answered('The API key is that of somebody who may not manage the registries of the tenant.', {
    ...(paletteError(403, 'Forbidden', 'operation not allowed') as object),
    headers: { AuditUid: '65f0c0ffee' },
  }),
];

const answers: readonly ErrorCase[] = [
  answered(
    'The object is not there, or the API key is not accepted: some versions of Palette say that in the same words.',
    paletteError(404, 'ResourceNotFound', 'no such object'),
  ),
  answered('Palette does not take the request.', paletteError(400, 'InvalidRequest', 'what Palette does not like')),
  answered('Palette says no with a status of its own.', paletteError(451, 'NotHere', 'what Palette does not like')),
  answered(
    'Requests come too fast, although the provider keeps to the limit: somebody else works from the same address.',
    paletteError(429, 'TooManyRequests', 'rate limit exceeded'),
  ),
  answered('Palette failed.', paletteError(500, 'InternalError', 'database is locked')),
  answered('Palette is being updated, or its gateway has lost it.', { status: 503, text: '<h1>Unavailable</h1>' }),
];

const strange: readonly ErrorCase[] = [
  answered('The host redirects, often to a login page.', {
    status: 302,
    headers: { location: 'https://login.example.com/?session=1' },
  }),
  answered('The host is not that of Palette, or a proxy answers in its place.', { text: '<h1>Welcome</h1>' }),
  answered('The answer is cut or damaged on its way.', {
    text: '{"items":',
    headers: { 'content-type': 'application/json' },
  }),
  answered('The answer has no list where there must be one.', { json: {} }),
  answered('The answer is no object.', { json: [] }),
  answered('A field without which nothing can be done is missing.', { json: { items: [{ metadata: {} }] } }),
  answered('A field is not what it should be.', { json: { items: [{ metadata: { uid: 7 } }] } }),
];

const network: readonly ErrorCase[] = [
  {
    when: 'The host name does not exist; here, because of its two dots.',
    provoke: (world) => read(world, { host: 'palette..example.com' }),
  },
  {
    when: 'Nothing listens at that host and port.',
    provoke: async (world) => {
      const host = await refusedHost();
      world.names.set(host, NAME);
      return read(world, { host: `http://${host}` });
    },
  },
  answered('The host closes the connection without an answer; a firewall may do so, too.', 'reset'),
  answered('The connection breaks in the middle of the answer.', 'cut'),
  {
    when: 'There is no answer in time.',
    provoke: (world) => read(world.on(READ, 'hang'), { request_timeout: '2s' }),
  },
  {
    when: 'Something that does not speak HTTP listens at that port.',
    provoke: async (world) => {
      const server = world.keep(await startTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')), NAME);
      return read(world, { host: `http://${server.host}` });
    },
  },
];

const refusal = (when: string, answer: string): ErrorCase => ({
  when,
  provoke: async (world) => {
    const proxy = world.keep(
      await startTcpServer((socket) => socket.once('data', () => socket.end(`HTTP/1.1 ${answer}\r\n\r\n`))),
      'proxy.example.com:3128',
    );
    return read(world.keep(world.within({ HTTPS_PROXY: proxy.endpoint })), { host: NAME });
  },
});

const proxy: readonly ErrorCase[] = [
  refusal('A proxy does not let the connection through.', '403 Forbidden'),
  refusal('A proxy wants a user name and password.', '407 Proxy Authentication Required'),
  {
    when: 'There is no such proxy.',
    provoke: (world) =>
      read(world.keep(world.within({ HTTPS_PROXY: 'http://proxy..example.com:3128' })), { host: NAME }),
  },
];

export const PALETTE_CONNECTION: ErrorGroup = {
  title: 'The Connection to Palette',
  introduction:
    'Any operation may end so. The first sentence says what was tried and, after a change, what is left behind; the last ' +
    'paragraph is what happened. While it makes sense, the provider tries again (`max_retries`) before it says so.',
  cases: [...key, ...answers, ...strange, ...network, ...PALETTE_TLS, ...proxy],
};
