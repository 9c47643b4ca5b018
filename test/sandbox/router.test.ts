import { type Sandbox, startSandbox } from '../../src/sandbox';
import { loadFacts } from '../support/palette-openapi';
import { call, closeChecked, create, basicRegistry, ecrRegistry, paletteError } from '../support/palette-calls';

const notFound = paletteError('ResourceNotFound', 'Resource not found');
const unknownUid = '0123456789abcdef01234567';

describe('the paths of the API', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ rateLimit: false });
  });
  afterAll(() => closeChecked(sandbox));

  const documented = Object.entries(loadFacts().paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((key) => key !== 'parameters')
      .map((method): [string, string] => [method.toUpperCase(), path]),
  );
  it.each(documented)('has a route for %s %s, as documented', async (method, path) => {
    const { body } = await call(sandbox, method, path.replace(/\{\w+\}/g, unknownUid));
    expect(JSON.stringify(body) ?? '').not.toMatch(/PathNotFound|MethodNotAllowed|InternalError/);
  });

  it('has no list of OCI registries: the path is the delete route with the uid "oci"', async () => {
    const answer = await call(sandbox, 'GET', '/v1/registries/oci');
    expect(answer).toMatchObject({
      status: 405,
      body: paletteError('MethodNotAllowed', 'method GET is not allowed, but [DELETE] are'),
    });
    expect(answer.headers.get('allow')).toBe('DELETE');
  });

  it.each(['/v1/registries', '/v1/registries/oci//basic', '/v2/', '/', '/v1/registries/oci/summary/'])(
    'has no route %s',
    async (path) => {
      expect(await call(sandbox, 'GET', path)).toMatchObject({
        status: 404,
        body: paletteError('PathNotFound', `path ${path} was not found`),
      });
    },
  );

  it.each([
    ['GET', `/v1/registries/oci/${unknownUid}`],
    ['GET', `/v1/registries/oci/${unknownUid}/basic`],
    ['PUT', `/v1/registries/oci/${unknownUid}/ecr`],
    ['DELETE', `/v1/registries/oci/${unknownUid}/ecr`],
    ['POST', `/v1/registries/oci/${unknownUid}/basic/sync`],
    ['GET', `/v1/registries/oci/${unknownUid}/basic/sync/status`],
    ['DELETE', `/v1/registries/${unknownUid}`],
    ['GET', `/v1/packs/nginx/registries/${unknownUid}`],
  ])('answers %s %s with ResourceNotFound', async (method, path) => {
    expect(await call(sandbox, method, path)).toMatchObject({ status: 404, body: notFound });
  });

  it('makes the kind a part of the path: the other kind is not found', async () => {
    const basicUid = await create(sandbox, 'basic', basicRegistry('of-kind-basic'));
    const ecrUid = await create(sandbox, 'ecr', ecrRegistry('of-kind-ecr'));
    expect(await call(sandbox, 'GET', `/v1/registries/oci/${ecrUid}/basic`)).toMatchObject({
      status: 404,
      body: notFound,
    });
    expect(await call(sandbox, 'GET', `/v1/registries/oci/${basicUid}/ecr`)).toMatchObject({
      status: 404,
      body: notFound,
    });
    expect(await call(sandbox, 'DELETE', `/v1/registries/oci/${ecrUid}/basic`)).toMatchObject({ status: 404 });
    expect(await call(sandbox, 'GET', `/v1/registries/oci/${ecrUid}/ecr`)).toMatchObject({ status: 200 });
  });

  it('answers 400 to a body that is no JSON', async () => {
    const response = await fetch(`${sandbox.url}/v1/registries/oci/basic`, {
      method: 'POST',
      headers: { ApiKey: sandbox.apiKey },
      body: '{"metadata":',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'InvalidRequest',
      message: expect.stringMatching(/^body in body is no JSON: /),
    });
  });
});
