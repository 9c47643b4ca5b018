import { type Sandbox, startSandbox } from '../../src/sandbox';
import { basicRegistry, call, paletteError } from '../support/palette-calls';

describe('the test door for faults', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ rateLimit: false });
  });
  afterEach(() => sandbox.close());

  const summary = '/v1/registries/oci/summary';
  const post = (name: string) => call(sandbox, 'POST', '/v1/registries/oci/basic', { body: basicRegistry(name) });

  async function tenantNames(): Promise<string[]> {
    const { body } = await call(sandbox, 'GET', '/v1/registries/metadata?scope=tenant');
    return (body as { items: { name: string }[] }).items.map(({ name }) => name);
  }

  it('loses the answer after the work was done', async () => {
    sandbox.failNext({ method: 'POST', then: 'drop-after-work' });
    await expect(post('half-way')).rejects.toThrow('fetch failed');
    expect(await tenantNames()).toEqual(['half-way']);
    expect(sandbox.requests[0]).toMatchObject({ method: 'POST', path: '/v1/registries/oci/basic', status: 0 });
  });

  it('breaks the connection before any work', async () => {
    sandbox.failNext({ method: 'POST', then: 'drop-before-work' });
    await expect(post('never')).rejects.toThrow('fetch failed');
    expect(await tenantNames()).toEqual([]);
  });

  it('answers a status, with body and headers, as often as it is told', async () => {
    const then = { status: 503, body: { message: 'busy' }, headers: { 'Retry-After': '1' } };
    sandbox.failNext({ pathPattern: summary, then, times: 2 });
    const answers = [await call(sandbox, 'GET', summary), await call(sandbox, 'GET', summary)];
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 503, body: { message: 'busy' } });
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    expect(await call(sandbox, 'GET', summary)).toMatchObject({ status: 200 });
  });

  it('answers a text as it is, and tells that it was made up', async () => {
    sandbox.failNext({ then: { status: 200, headers: { 'Content-Type': 'text/html' }, text: '<p>Sign in' } });
    const answer = await fetch(sandbox.url + summary);
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['text/html', '<p>Sign in']);
    await call(sandbox, 'GET', summary);
    expect(sandbox.requests.map(({ isMadeUp }) => isMadeUp)).toEqual([true, false]);
  });

  it('delays an answer without changing it', async () => {
    sandbox.failNext({ then: { delayMs: 30 } });
    const before = performance.now();
    expect(await call(sandbox, 'GET', summary)).toMatchObject({ status: 200 });
    expect(performance.now() - before).toBeGreaterThanOrEqual(29);
  });

  it('hits only requests that match by method and path, where * is one segment', async () => {
    sandbox.failNext({ method: 'get', pathPattern: '/v1/registries/oci/*/basic', then: { status: 500 } });
    sandbox.failNext({ pathPattern: /\/ecr$/, then: { status: 501 } });
    expect(await call(sandbox, 'GET', summary)).toMatchObject({ status: 200 });
    expect(await call(sandbox, 'DELETE', '/v1/registries/oci/u/basic')).toMatchObject({ status: 404 });
    expect(await call(sandbox, 'GET', '/v1/registries/oci/u/basic')).toMatchObject({ status: 500 });
    expect(await call(sandbox, 'GET', '/v1/registries/oci/u/ecr')).toMatchObject({ status: 501 });
    expect(await call(sandbox, 'GET', '/v1/registries/oci/u/ecr')).toMatchObject({
      status: 404,
      body: paletteError('ResourceNotFound', 'Resource not found'),
    });
  });

  it('closes although an answer is still held back', async () => {
    sandbox.failNext({ then: { delayMs: 60_000 } });
    const held = call(sandbox, 'GET', summary).catch((error: unknown) => error);
    const closed = sandbox.close();
    expect(await held).toMatchObject({ message: 'fetch failed' });
    await closed;
  });
});
