import { createHash } from 'node:crypto';
import { type Environment } from '../../src/oci';
import { type Certificate, issueCertificate } from '../support/certificates';
import { type ConnectProxy, type ConnectProxyWishes, startConnectProxy } from '../support/connect-proxy';
import { type OddServer, refusedHost, sendJson, startOddServer } from '../support/odd-server';
import { closeAll, failureOf, openRegistry } from './setup';

it.each([
  ['HTTPS_PROXY', 'https://registry.example.com'],
  ['HTTP_PROXY', 'http://registry.example.com'],
])('%s must be a URL', async (variable, endpoint) => {
  const environment = { [variable]: 'http://me:planted@' };
  const error = await failureOf(openRegistry({ endpoint, environment }).ping());
  expect(error).toMatchObject({
    reason: 'proxy',
    message: `The environment variable ${variable} does not hold the URL of a proxy. Expected for example "http://proxy.example.com:3128".`,
  });
  await closeAll();
});

describe('through a proxy', () => {
  let environment: Environment = {};
  const closers: (() => Promise<void>)[] = [];
  let identity: Certificate;
  let server: OddServer;
  beforeAll(async () => {
    identity = await issueCertificate({ name: 'registry', hosts: ['registry.test'] });
    server = await startOddServer((_, response) => sendJson(response, 200, {}), {
      cert: identity.certificate,
      key: identity.key,
    });
  });
  afterEach(async () => {
    environment = {};
    await closeAll();
    await Promise.all(closers.splice(0).map((close) => close()));
  });
  afterAll(() => server.close());

  async function useProxy(wishes: Partial<ConnectProxyWishes> = {}): Promise<ConnectProxy> {
    const proxy = await startConnectProxy({ target: server.host, ...wishes });
    closers.push(() => proxy.close());
    environment = { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url };
    return proxy;
  }
  const registry = (ca = identity.certificate) =>
    openRegistry({ endpoint: 'https://registry.test', tls: { ca }, environment });

  it('a registry is reached, and its certificate checked', async () => {
    const proxy = await useProxy();
    await expect(registry().ping()).resolves.toBeUndefined();
    expect(proxy.seen).toEqual(['CONNECT registry.test:443']);
    const other = await issueCertificate({ name: 'other' });
    expect((await failureOf(registry(other.certificate).ping())).reason).toBe('tls');
  });

  it('a redirect to another host asks that host by its own name', async () => {
    const content = Buffer.from('a layer');
    const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
    const both = await issueCertificate({ name: 'both', hosts: ['registry.test', 'layers.test'] });
    const asked: (string | undefined)[] = [];
    const front = await startOddServer(
      ({ url, headers }, response) => {
        asked.push(headers.host);
        if (url === '/layer') response.end(content);
        else if (url?.includes('/blobs/')) response.writeHead(307, { location: 'https://layers.test/layer' }).end();
        else sendJson(response, 200, {});
      },
      { cert: both.certificate, key: both.key },
    );
    closers.push(() => front.close());
    const proxy = await useProxy({ target: front.host });
    await expect(registry(both.certificate).getBlob('charts', digest)).resolves.toEqual(content);
    expect(asked.at(-2)).toBe('registry.test');
    expect(asked.at(-1)).toBe('layers.test');
    expect(proxy.seen).toEqual(['CONNECT registry.test:443', 'CONNECT layers.test:443']);
  });

  it('a registry without TLS is asked for without a tunnel', async () => {
    const plain = await startOddServer((_, response) => sendJson(response, 200, {}));
    closers.push(() => plain.close());
    const proxy = await useProxy({ target: plain.host });
    await openRegistry({ endpoint: 'http://registry.test', environment }).ping();
    expect(proxy.seen).toEqual(['GET http://registry.test/v2/', 'GET http://registry.test/v2/']);
  });

  it.each([
    [403, 'Allow that host in the proxy, or except it by NO_PROXY.'],
    [407, 'Write the user name and password of the proxy into HTTPS_PROXY.'],
  ])('that answers %i, the error is about the proxy', async (status, advice) => {
    const proxy = await useProxy({ refuseWith: status });
    const error = await failureOf(registry().ping());
    expect(error.reason).toBe('proxy');
    expect(error.message).toMatch(
      `The proxy "${new URL(proxy.url).host}" refused to connect to "registry.test" (${status}). Expected the proxy to open a ` +
        `tunnel. ${advice}\n\nGET https://registry.test/v2/: `,
    );
  });

  it('that is not there, the error is about the proxy', async () => {
    const host = await refusedHost();
    environment = { HTTPS_PROXY: `http://me:s3cret@${host}` };
    const error = await failureOf(registry().ping());
    expect(error.reason).toBe('proxy');
    expect(error.message).toBe(
      `The proxy "${host}" refused the connection. Expected a server that listens there. Check HTTPS_PROXY (HTTP_PROXY for ` +
        `"http://" registries).\n\nGET https://registry.test/v2/: connect ECONNREFUSED ${host}`,
    );
  });

  it('whose name is not known, the error is about the proxy', async () => {
    environment = { HTTPS_PROXY: 'http://proxy.invalid:3128' };
    const error = await failureOf(registry().ping());
    expect(error.reason).toBe('proxy');
    expect(error.message).toMatch(/^The host name "proxy\.invalid" of the proxy (is not known|could not be looked up)/);
  });
});
