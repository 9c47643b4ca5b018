import { findRegistry, removeRegistry, type PaletteClient } from '../../src/palette';
import { paletteError, type ProgrammedAnswer } from '../support/http-answers';
import { errorOf, SUMMARY, useStage } from './setup';

const stage = useStage();
const UID = '65a1b2c3d4e5f60718293a4b';
const GET = `GET /v1/registries/oci/${UID}/basic`;
const DELETE = `DELETE /v1/registries/oci/${UID}/basic`;
const REGISTRY = {
  metadata: { name: 'harbor', uid: UID },
  spec: { endpoint: 'https://r.example.com', auth: { type: 'noAuth' } },
};

const missing = paletteError(404, 'ResourceNotFound', 'Resource not found');
const list = (...items: object[]): ProgrammedAnswer => ({ json: { items } });
const other = { metadata: { uid: 'f00000000000000000000000', name: 'other' }, spec: { registryType: 'basic' } };
const itself = { metadata: { uid: UID, name: 'harbor' }, spec: { registryType: 'basic' } };
const asEcr = { metadata: { uid: UID, name: 'harbor' }, spec: { registryType: 'ECR' } };

it('finds a registry with one request', async () => {
  stage.server.on(GET, { json: REGISTRY });
  expect(await findRegistry(stage.client(), 'basic', UID)).toEqual(REGISTRY);
  expect(stage.server.trail).toEqual([GET]);
});

it('removes a registry with one request', async () => {
  stage.server.on(DELETE, { status: 204 });
  await removeRegistry(stage.client(), 'basic', UID);
  expect(stage.server.trail).toEqual([DELETE]);
});

const both: [string, string, (client: PaletteClient) => Promise<unknown>][] = [
  ['findRegistry', GET, (client) => findRegistry(client, 'basic', UID)],
  ['removeRegistry', DELETE, (client) => removeRegistry(client, 'basic', UID)],
];

describe.each(both)('%s', (_name, route, call) => {
  it.each([
    ['other registries', list(other)],
    ['no registries at all', list()],
  ])('takes it as gone when the list proves the key and holds %s', async (_situation, summary) => {
    stage.server.on(route, missing).on(SUMMARY, summary);
    expect(await call(stage.client())).toBeUndefined();
  });

  const doubts =
    'Palette finds neither the registry nor the list of registries: that is how it answers an API key that it does not accept. Check the key, and that it is from this Palette host.';
  const unknown = `Palette does not know this object, or does not accept the API key. ${route} answered 404 Not Found, ResourceNotFound: "Resource not found".`;
  it.each<[string, ProgrammedAnswer, ProgrammedAnswer, string, string]>([
    [
      'the list is not found either',
      missing,
      missing,
      'unauthorized',
      `${doubts} Palette does not know this object, or does not accept the API key. ${SUMMARY} answered 404 Not Found, ResourceNotFound: "Resource not found".`,
    ],
    [
      'the list is refused',
      missing,
      paletteError(401, 'Unauthorized', 'no'),
      'unauthorized',
      `Palette does not accept the API key. Check that it is complete, not expired, and from this Palette host. ${SUMMARY} answered 401 Unauthorized, Unauthorized: "no".`,
    ],
    [
      'the list fails',
      missing,
      paletteError(500, 'DbError', 'no'),
      'server',
      `Palette failed to do this. ${SUMMARY} answered 500 Internal Server Error, DbError: "no".${route === DELETE ? ` ${unknown}` : ''}`,
    ],
    [
      'the list holds it',
      missing,
      list(other, itself),
      'not-found',
      `Palette did not find the registry "${UID}" of type "basic", yet it exists: Palette lists it as "harbor". ${unknown}`,
    ],
    [
      'the list holds it as another type',
      missing,
      list(asEcr),
      'not-found',
      `Palette did not find the registry "${UID}" of type "basic", yet it exists: Palette lists it as "harbor", of type "ECR". ${unknown}`,
    ],
    [
      'the code is another one',
      paletteError(404, 'RouteNotFound', 'x'),
      list(),
      'not-found',
      `Palette does not know this object, or does not accept the API key. ${route} answered 404 Not Found, RouteNotFound: "x".`,
    ],
    [
      'there is no code',
      { status: 404 },
      list(),
      'not-found',
      `Palette does not know this object, or does not accept the API key. ${route} answered 404 Not Found.`,
    ],
    [
      'the status is another one',
      paletteError(403, 'ResourceNotFound', 'x'),
      list(),
      'forbidden',
      `The API key may not do this. Registries belong to the tenant: use the key of a tenant administrator. ${route} answered 403 Forbidden, ResourceNotFound: "x".`,
    ],
    [
      'a web page says 404',
      { status: 404, text: '<h1>404</h1>' },
      list(),
      'unexpected-answer',
      `"HOST" does not answer as Palette does. Check the host, and whether a proxy or login page stands in between. ${route} answered 404 Not Found, "404".`,
    ],
  ])('does not take it as gone when %s', async (_situation, answer, summary, reason, message) => {
    stage.server.on(route, answer).on(SUMMARY, summary);
    const error = await errorOf(call(stage.client()));
    expect(error.message).toBe(message.replace('HOST', new URL(stage.server.url).host));
    expect(error.reason).toBe(reason);
  });
});

const forbidden = paletteError(403, 'Forbidden', 'no');
const unauthorized = paletteError(401, 'Unauthorized', 'no');
it.each<[string, ProgrammedAnswer[], ProgrammedAnswer, boolean]>([
  ['in doubt where Palette did not find it, and the list cannot be read', [missing], forbidden, true],
  ['not in doubt where the key is not accepted', [missing], unauthorized, false],
  ['in doubt where the key is not accepted any more after a lost answer', ['reset', missing], unauthorized, true],
  ['not in doubt where the list holds it', ['reset', missing], list(itself), false],
])('a removal is %s', async (_, answers, summary, mayHaveHappened) => {
  stage.server.on(DELETE, ...answers).on(SUMMARY, summary);
  expect(await errorOf(removeRegistry(stage.client({ maxRetries: 1 }), 'basic', UID))).toMatchObject({
    mayHaveHappened,
  });
});

it('removes what a first attempt with a lost answer has removed already', async () => {
  stage.server.on(DELETE, 'reset', missing).on(SUMMARY, list());
  await removeRegistry(stage.client({ maxRetries: 1 }), 'basic', UID);
  expect(stage.server.trail).toEqual([DELETE, DELETE, SUMMARY]);
});
