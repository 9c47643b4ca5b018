import type { PaletteClient } from '../../src/palette';
import { paletteError, type ProgrammedAnswer } from '../support/http-answers';
import { errorOf, SUMMARY, useStage } from './setup';

const stage = useStage();
const VALIDATE = 'POST /v1/registries/oci/basic/validate';
const CREATE = 'POST /v1/registries/oci/basic';
const SPEC = { endpoint: 'https://r.example.com', auth: { type: 'noAuth' } } as const;

const calls: Record<string, (client: PaletteClient) => Promise<unknown>> = {
  [SUMMARY]: (client) => client.listRegistries(),
  [VALIDATE]: (client) => client.validateRegistry('basic', SPEC),
  [CREATE]: (client) => client.createRegistry('basic', { metadata: { name: 'r' }, spec: SPEC }),
};

const page = (status: number): ProgrammedAnswer => ({
  status,
  text: '<html><head><style>p { color: red }</style><title>Blocked</title></head><body>\n<p>Your   company says no.</p></body></html>',
  headers: { 'content-type': 'text/html' },
});

const unauthorized =
  'Palette does not accept the API key. Check that it is complete, not expired, and from this Palette host.';
const forbidden =
  'The API key may not do this. Registries belong to the tenant: use the key of a tenant administrator.';
const notPalette =
  '"HOST" does not answer as Palette does. Check the host, and whether a proxy or login page stands in between.';

describe('an answer that is no success becomes a PaletteError', () => {
  it.each<[string, string, ProgrammedAnswer, string, boolean, string]>([
    [
      '400 with its code',
      VALIDATE,
      paletteError(400, 'InvalidRegistryCredentials', 'unauthorized: check username'),
      'invalid',
      false,
      `Palette refused the request as invalid. ${VALIDATE} answered 400 Bad Request, InvalidRegistryCredentials: "unauthorized: check username".`,
    ],
    [
      '401',
      SUMMARY,
      paletteError(401, 'Unauthorized', 'token expired'),
      'unauthorized',
      false,
      `${unauthorized} ${SUMMARY} answered 401 Unauthorized, Unauthorized: "token expired".`,
    ],
    [
      '401 without a body',
      SUMMARY,
      { status: 401 },
      'unauthorized',
      false,
      `${unauthorized} ${SUMMARY} answered 401 Unauthorized.`,
    ],
    [
      '403',
      SUMMARY,
      paletteError(403, 'Forbidden', 'no'),
      'forbidden',
      false,
      `${forbidden} ${SUMMARY} answered 403 Forbidden, Forbidden: "no".`,
    ],
    [
      '404',
      SUMMARY,
      paletteError(404, 'ResourceNotFound', 'Resource not found'),
      'not-found',
      false,
      `Palette does not know this object, or does not accept the API key. ${SUMMARY} answered 404 Not Found, ResourceNotFound: "Resource not found".`,
    ],
    [
      '409',
      CREATE,
      paletteError(409, 'DuplicateName', 'exists'),
      'conflict',
      false,
      `Palette already has an object that stands in the way. ${CREATE} answered 409 Conflict, DuplicateName: "exists".`,
    ],
    [
      '422 with a message only',
      CREATE,
      { status: 422, json: { message: 'spec.auth is required' } },
      'invalid',
      false,
      `Palette refused the request as invalid. ${CREATE} answered 422 Unprocessable Entity, "spec.auth is required".`,
    ],
    [
      '405',
      SUMMARY,
      { status: 405, json: { code: 'MethodNotAllowed' } },
      'invalid',
      false,
      `Palette refused the request. ${SUMMARY} answered 405 Method Not Allowed, MethodNotAllowed.`,
    ],
    [
      '429',
      CREATE,
      paletteError(429, 'TooManyRequests', 'slow down'),
      'rate-limited',
      false,
      `Palette received more requests than it allows (10 per second, from one address). ${CREATE} answered 429 Too Many Requests, TooManyRequests: "slow down".`,
    ],
    [
      '500 with its code',
      CREATE,
      paletteError(500, 'DbError', 'no primary'),
      'server',
      false,
      `Palette failed to do this. ${CREATE} answered 500 Internal Server Error, DbError: "no primary".`,
    ],
    [
      '500 without words of Palette',
      CREATE,
      { status: 500 },
      'server',
      true,
      `Palette failed to do this. ${CREATE} answered 500 Internal Server Error.`,
    ],
    [
      '503 of a gateway',
      CREATE,
      { status: 503, text: 'upstream connect error' },
      'server',
      true,
      `Palette is not available at the moment. ${CREATE} answered 503 Service Unavailable, "upstream connect error".`,
    ],
    [
      '504 on a read',
      SUMMARY,
      { status: 504 },
      'server',
      false,
      `Palette is not available at the moment. ${SUMMARY} answered 504 Gateway Timeout.`,
    ],
    [
      'a web page with 403',
      SUMMARY,
      page(403),
      'unexpected-answer',
      false,
      `${notPalette} ${SUMMARY} answered 403 Forbidden, "Blocked Your company says no.".`,
    ],
    [
      'a web page with 404',
      SUMMARY,
      page(404),
      'unexpected-answer',
      false,
      `${notPalette} ${SUMMARY} answered 404 Not Found, "Blocked Your company says no.".`,
    ],
    [
      'a web page with 200',
      SUMMARY,
      page(200),
      'unexpected-answer',
      false,
      `${notPalette} ${SUMMARY} answered 200 OK, "Blocked Your company says no.".`,
    ],
    [
      'details, which are quoted without secrets',
      SUMMARY,
      { status: 400, json: { code: 'X', message: 'no', details: { users: ['a', 'planted-api-key-0123456789'] } } },
      'invalid',
      false,
      `Palette refused the request as invalid. ${SUMMARY} answered 400 Bad Request, X: "no", details {"users":["a","***"]}.`,
    ],
    [
      'details and nothing else',
      SUMMARY,
      { status: 400, json: { details: { reason: 'broken' } } },
      'invalid',
      false,
      `Palette refused the request as invalid. ${SUMMARY} answered 400 Bad Request, details {"reason":"broken"}.`,
    ],
    [
      'a redirect to itself',
      SUMMARY,
      { status: 308, headers: { location: '/login' } },
      'unexpected-answer',
      false,
      `"HOST" redirects to another path. Use the host of Palette's API itself. ${SUMMARY} answered 308 Permanent Redirect.`,
    ],
    [
      'a redirect',
      SUMMARY,
      { status: 302, headers: { location: 'https://login.example.com/?t=1' } },
      'unexpected-answer',
      false,
      `"HOST" redirects to "https://login.example.com". Use the host of Palette's API itself. ${SUMMARY} answered 302 Found.`,
    ],
    [
      'JSON that breaks off',
      SUMMARY,
      { text: '{"items": [', headers: { 'content-type': 'application/json' } },
      'unexpected-answer',
      false,
      `"HOST" answered with damaged JSON. ${SUMMARY} answered 200 OK, "{"items": [".`,
    ],
    [
      'JSON that is no object',
      SUMMARY,
      { json: 'hello' },
      'unexpected-answer',
      false,
      `Palette answered without the object that was asked for. ${SUMMARY} answered 200 OK, ""hello"".`,
    ],
    [
      'no list',
      SUMMARY,
      { json: {} },
      'unexpected-answer',
      false,
      `Palette answered without the list that was asked for. ${SUMMARY} answered 200 OK, "{}".`,
    ],
    [
      'nothing at all',
      SUMMARY,
      { status: 204 },
      'unexpected-answer',
      false,
      `Palette answered without the object that was asked for. ${SUMMARY} answered 204 No Content.`,
    ],
    [
      '201 without a uid',
      CREATE,
      { status: 201, json: { uid: '' } },
      'unexpected-answer',
      true,
      `Palette accepted the registry, but did not say under which uid. ${CREATE} answered 201 Created, "{"uid":""}".`,
    ],
  ])('%s', async (_situation, route, answer, reason, mayHaveHappened, message) => {
    stage.server.on(route, answer);
    const error = await errorOf((calls[route] ?? fail)(stage.client()));
    expect(error.message).toBe(message.replaceAll('HOST', stage.server.url.replace('http://', '')));
    expect({ reason: error.reason, mayHaveHappened: error.mayHaveHappened }).toEqual({ reason, mayHaveHappened });
    expect(`${error.method} ${error.path}`).toBe(route);
  });
});

it('keeps what Palette said in fields of its own', async () => {
  stage.server.on(VALIDATE, paletteError(400, 'InvalidRegistryCredentials', 'bad password', { AuditUid: 'audit-1' }));
  const error = await errorOf(stage.client().validateRegistry('basic', SPEC));
  expect(error).toMatchObject({
    name: 'PaletteError',
    status: 400,
    code: 'InvalidRegistryCredentials',
    paletteMessage: 'bad password',
    requestId: 'audit-1',
  });
  expect(error.message).toContain('"bad password" (request audit-1).');
});

it('quotes only the first words of a long page', async () => {
  stage.server.on(SUMMARY, { status: 403, text: 'word '.repeat(500) });
  const error = await errorOf(stage.client().listRegistries());
  expect(error.message).toContain(`"${'word '.repeat(24)}…".`);
});
