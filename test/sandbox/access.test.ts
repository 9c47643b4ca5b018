import { type Sandbox, startSandbox } from '../../src/sandbox';
import { call, closeChecked, paletteError } from '../support/palette-calls';

describe('access to the sandbox', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ apiKey: 'right-key', restrictedApiKey: 'weak-key' });
  });
  afterAll(() => closeChecked(sandbox));

  const path = '/v1/registries/oci/summary';

  it('lets the tenant administrator in, whatever the case of the header name', async () => {
    const response = await fetch(`${sandbox.url}${path}`, { headers: { aPiKeY: 'right-key' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('answers an unknown key with the code of a missing resource and repeats the key', async () => {
    expect(await call(sandbox, 'GET', path, { headers: { ApiKey: 'wrong-key' } })).toMatchObject({
      status: 404,
      body: paletteError('ResourceNotFound', 'Resource not found: no active API key "wrong-key"'),
    });
  });

  it('can answer an unknown key with 401 and the same body', async () => {
    const strict = await startSandbox({ badApiKeyStatus: 401 });
    const answer = await call(strict, 'GET', path, { headers: { ApiKey: 'wrong-key' } });
    await strict.close();
    expect(answer).toMatchObject({
      status: 401,
      body: paletteError('ResourceNotFound', 'Resource not found: no active API key "wrong-key"'),
    });
  });

  it('answers a missing key with 401', async () => {
    expect(await call(sandbox, 'GET', path, { headers: { ApiKey: '' } })).toMatchObject({
      status: 401,
      body: paletteError('AuthenticationRequired', 'The request carries no ApiKey header'),
    });
  });

  it('forbids everything to a key without permissions', async () => {
    expect(await call(sandbox, 'GET', path, { headers: { ApiKey: 'weak-key' } })).toMatchObject({
      status: 403,
      body: paletteError('OperationForbidden', 'The API key has no permission for this operation'),
    });
  });

  it('forbids everything in the scope of a project', async () => {
    expect(await call(sandbox, 'GET', path, { headers: { ProjectUid: 'p1' } })).toMatchObject({
      status: 403,
      body: paletteError('OperationForbidden', 'The operation is not available in the scope of project "p1"'),
    });
  });

  it('generates a key for each sandbox that is given none', async () => {
    const [a, b] = await Promise.all([startSandbox(), startSandbox()]);
    await Promise.all([a.close(), b.close()]);
    expect(a.apiKey).toMatch(/^[\w-]{32}$/);
    expect(a.apiKey).not.toBe(b.apiKey);
  });

  it('never keeps the key in its log of requests', () => {
    expect(sandbox.requests.length).toBeGreaterThan(0);
    expect(JSON.stringify(sandbox.requests.map(({ headers }) => headers))).not.toContain('key');
  });
});
