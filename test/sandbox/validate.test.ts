import { type AddressInfo, createServer } from 'node:net';
import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { issueCertificate } from '../support/certificates';
import { call, closeChecked, paletteError, sampleSpec } from '../support/palette-calls';

let sandbox: Sandbox;
let other: Sandbox;
beforeAll(async () => {
  [sandbox, other] = await Promise.all([
    startSandbox({ rateLimit: false, sampleRegistry: true }),
    startSandbox({ sampleRegistry: true }),
  ]);
});
afterAll(async () => {
  await closeChecked(sandbox);
  await other.close();
});

function validate(spec: object, kind = 'basic') {
  return call(sandbox, 'POST', `/v1/registries/oci/${kind}/validate`, { body: spec });
}

interface SampleSpec {
  auth: { tls: object };
}

/** The sample registry, with this TLS object in place of the right one. */
function withTls(tls: object | undefined): object {
  const spec = sampleSpec(sandbox) as SampleSpec;
  return { ...spec, auth: { ...spec.auth, tls } };
}

function withAuth(auth: object): object {
  const spec = sampleSpec(sandbox) as SampleSpec;
  return { ...spec, auth: { tls: spec.auth.tls, ...auth } };
}

const failure = (code: string, message: string): object => ({
  status: 400,
  body: { ...paletteError(code, ''), message: expect.stringContaining(message) },
});

describe('validating a registry', () => {
  it('really connects, and stores nothing', async () => {
    const answer = await validate(sampleSpec(sandbox));
    expect(answer).toMatchObject({ status: 204, body: undefined });
    expect(answer.headers.get('audituid')).toMatch(/^[0-9a-f]{24}$/);
    expect((await call(sandbox, 'GET', '/v1/registries/metadata?scope=tenant')).body).toEqual({ items: [] });
  });

  it('takes several base content paths', async () => {
    const spec = sampleSpec(sandbox, { baseContentPath: 'platform/charts, /platform/charts/hello/' });
    expect(await validate(spec)).toMatchObject({ status: 204 });
  });

  it.each([
    ['a wrong password', () => withAuth({ type: 'basic', username: 'palette', password: 'wrong' })],
    ['no authentication', () => withAuth({ type: 'noAuth' })],
    ['a wrong token', () => withAuth({ type: 'token', token: 'wrong' })],
    ['a masked password', () => withAuth({ type: 'basic', username: 'palette', password: '********' })],
  ])('answers InvalidRegistryCredentials to %s', async (_case, spec) => {
    const { endpoint } = sandbox.sampleRegistry ?? {};
    expect(await validate(spec())).toMatchObject(
      failure('InvalidRegistryCredentials', `Failed to connect to the registry "${endpoint}": `),
    );
  });

  it('names a base content path that holds nothing', async () => {
    const spec = sampleSpec(sandbox, { baseContentPath: 'platform/charts,platform/chart' });
    expect(await validate(spec)).toMatchObject(failure('InvalidRegistryBaseContentPath', '"platform/chart"'));
  });

  it('answers RegistryUnreachable when nobody listens', async () => {
    const spec = sampleSpec(sandbox, { endpoint: 'https://127.0.0.1:1' });
    expect(await validate(spec)).toMatchObject(failure('RegistryUnreachable', 'ECONNREFUSED'));
  });

  it('answers RegistryConnectionTimeout when nobody answers', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const impatient = await startSandbox({ registryTimeoutMs: 50 });
    const body = sampleSpec(sandbox, { endpoint: `http://127.0.0.1:${port}` });
    const answer = await call(impatient, 'POST', '/v1/registries/oci/basic/validate', { body });
    await impatient.close();
    silent.close();
    expect(answer).toMatchObject(failure('RegistryConnectionTimeout', `http://127.0.0.1:${port}`));
  });

  it('checks the body before it connects', async () => {
    expect(await validate({ endpoint: 'https://127.0.0.1:1' })).toMatchObject({
      status: 400,
      body: paletteError('InvalidRequest', 'auth in body is required'),
    });
    expect(await call(sandbox, 'POST', '/v1/registries/oci/ecr/validate')).toMatchObject({
      status: 400,
      body: paletteError('InvalidRequest', 'body in body must be of type object'),
    });
  });
});

describe('the TLS settings of a registry', () => {
  const ca = (): string => sandbox.sampleRegistry?.caCertificate ?? '';

  it.each([
    ['trust the authority in "ca"', () => ({ enabled: true, insecureSkipVerify: false, ca: ca() })],
    ['trust anybody with insecureSkipVerify', () => ({ enabled: true, insecureSkipVerify: true })],
    [
      'leave a certificate without effect when nothing is verified',
      () => ({ enabled: true, insecureSkipVerify: true, ca: other.sampleRegistry?.caCertificate }),
    ],
  ])('%s', async (_case, tls) => {
    expect(await validate(withTls(tls()))).toMatchObject({ status: 204 });
  });

  it.each([
    ['mean nothing while they are not enabled', () => ({ enabled: false, insecureSkipVerify: true, ca: ca() })],
    ['may be absent: then only the roots of the system count', () => undefined],
    ['do not trust another authority', () => ({ enabled: true, ca: other.sampleRegistry?.caCertificate })],
  ])('%s', async (_case, tls) => {
    expect(await validate(withTls(tls()))).toMatchObject(failure('RegistryUnreachable', 'certificate'));
  });

  it('never trust "certificate": it is the client\'s own', async () => {
    const tls = { enabled: true, insecureSkipVerify: false, certificate: ca() };
    expect(await validate(withTls(tls))).toMatchObject({ status: 400 });
  });

  it('show "certificate" and "key" to a registry that asks for a client certificate', async () => {
    const authority = await issueCertificate({ name: 'authority', isAuthority: true });
    const [server, client] = await Promise.all([
      issueCertificate({ name: 'registry', issuer: authority }),
      issueCertificate({ name: 'palette', issuer: authority, isClient: true }),
    ]);
    const registry = createHttpsServer(
      { cert: server.certificate, key: server.key, ca: authority.certificate, requestCert: true },
      (_request, response) => response.setHeader('Content-Type', 'application/json').end('{}'),
    ).listen(0, '127.0.0.1');
    await once(registry, 'listening');
    const endpoint = `https://127.0.0.1:${(registry.address() as AddressInfo).port}`;
    const trust = { enabled: true, insecureSkipVerify: false, ca: authority.certificate };
    const pair = { certificate: client.certificate, key: client.key };
    const answers = [];
    for (const tls of [{ ...trust, ...pair }, trust])
      answers.push(await validate({ endpoint, auth: { type: 'noAuth', tls } }));
    registry.close();
    registry.closeAllConnections();
    expect(answers).toMatchObject([{ status: 204 }, { status: 400, body: { code: 'RegistryUnreachable' } }]);
  });
});
