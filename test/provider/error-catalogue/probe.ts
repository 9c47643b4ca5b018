import { type OddAnswer, refusedHost, sendJson, startOddServer, startTcpServer } from '../../support/odd-server';
import { type Written } from './bodies';
import { type ErrorCase, type ErrorGroup } from './error-case';

const NAME = 'registry.example.com';
const PATHS: Written = { base_content_paths: ['platform/charts'] };

/** A registry that answers as it should except for what `odd` does: true where it answered. */
const registry = (
  when: string,
  odd: (...exchange: Parameters<OddAnswer>) => boolean,
  written: Written = { basic: {} },
): ErrorCase => ({
  when,
  provoke: async (world) => {
    const server = world.keep(
      await startOddServer((request, response) => {
        if (!odd(request, response)) answer(request.url ?? '', response);
      }),
      NAME,
    );
    return world.probe({ ...PATHS, endpoint: server.endpoint, ...written });
  },
});

function answer(path: string, response: Parameters<OddAnswer>[1]): void {
  if (path.startsWith('/v2/_catalog')) sendJson(response, 200, { repositories: ['platform/charts/web'] });
  else if (path.includes('/tags/list')) sendJson(response, 200, { name: 'platform/charts/web', tags: ['1.0.0'] });
  else sendJson(response, 200, {});
}

/** Answers everything with a status; the code is that of the distribution specification. */
const status =
  (code: number, name: string, from = '/v2/'): ((...exchange: Parameters<OddAnswer>) => boolean) =>
  (request, response) => {
    if (!request.url?.startsWith(from)) return false;
    sendJson(response, code, { errors: [{ code: name, message: name.toLowerCase().replaceAll('_', ' ') }] });
    return true;
  };

const USER: Written = { basic: { username: 'robot', password: 'p4ss' } };

const connection: readonly ErrorCase[] = [
  {
    when: 'The host name does not exist; here, because of its two dots.',
    provoke: (world) => world.probe({ ...PATHS, endpoint: 'https://registry..example.com', basic: {} }),
  },
  {
    when: 'Nothing listens at that host and port.',
    provoke: async (world) => {
      const host = await refusedHost();
      world.names.set(host, NAME);
      return world.probe({ ...PATHS, endpoint: `https://${host}`, basic: {} });
    },
  },
  ...(['The port does not speak TLS.', 'The connection is cut in the handshake.'] as const).map((when, i) => ({
    when,
    provoke: async (world: Parameters<ErrorCase['provoke']>[0]) => {
      const end = i === 0 ? 'HTTP/1.1 400 Bad Request\r\n\r\n' : '';
      const server = world.keep(await startTcpServer((socket) => socket.once('data', () => socket.end(end))), NAME);
      return world.probe({ ...PATHS, endpoint: `https://${server.host}`, basic: {} });
    },
  })),
];

const login: readonly ErrorCase[] = [
  registry('The registry wants credentials, and none are given.', status(401, 'UNAUTHORIZED')),
  registry('User name and password are not accepted.', status(401, 'UNAUTHORIZED'), USER),
  registry('The token is not accepted.', status(401, 'UNAUTHORIZED'), { basic: { token: 't0ken' } }),
  registry('There is no OCI registry at that address.', status(404, 'NOT_FOUND')),
  registry('The registry failed.', status(500, 'UNKNOWN')),
  registry('The registry takes no more requests for now.', status(429, 'TOOMANYREQUESTS')),
];

const content: readonly ErrorCase[] = [
  registry('Nothing is at or below the base content path.', (request, response) => {
    if (!request.url?.startsWith('/v2/_catalog')) return false;
    sendJson(response, 200, { repositories: ['platform/images/web', 'team/charts/web'] });
    return true;
  }),
  registry(
    'The registry does not list its repositories, and the base content path is not one of them.',
    (...exchange) =>
      status(403, 'DENIED', '/v2/_catalog')(...exchange) || status(404, 'NAME_UNKNOWN', '/v2/platform')(...exchange),
  ),
  registry('There are repositories, but nothing is in them.', (request, response) => {
    if (!request.url?.includes('/tags/list')) return false;
    sendJson(response, 200, { name: 'platform/charts/web', tags: [] });
    return true;
  }),
  registry(
    'The credentials may not read a manifest.',
    status(403, 'DENIED', '/v2/platform/charts/web/manifests/'),
    USER,
  ),
];

const LIMIT: Written = { basic: {}, timeouts: { read: '1s' } };

const time: readonly ErrorCase[] = [
  registry('The registry does not answer; here, with `timeouts { read = "1s" }`.', () => true, LIMIT),
  registry(
    'Each answer is on time, but all of them together take too long.',
    ({ url }, response) => {
      if (!url?.startsWith('/v2/_catalog')) return false;
      const next = { link: '</v2/_catalog?last=web>; rel="next"' };
      setTimeout(() => response.writeHead(200, next).end('{"repositories":["platform/charts/web"]}'), 50);
      return true;
    },
    LIMIT,
  ),
];

export const PROBE: ErrorGroup = {
  title: 'Checks of `palette_registry_probe`',
  introduction:
    'A registry that cannot be used is no error of this data source: `ok` is false, and `checks` say why. These are their ' +
    'names and details, which a `check` block or a condition can show. Palette may see the registry differently: it connects ' +
    'from elsewhere.',
  cases: [...connection, ...time, ...login, ...content],
};
