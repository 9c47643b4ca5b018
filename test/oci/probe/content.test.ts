import { type OciCredentials, type ProbeResult } from '../../../src/oci';
import { issueCertificate } from '../../support/certificates';
import { startConnectProxy } from '../../support/connect-proxy';
import { DOCKER_REGISTRY, type DockerRegistry, startDockerRegistry } from '../../support/docker-registry';
import { describeWith } from '../../support/machine-parts';
import { refusedHost, startOddServer } from '../../support/odd-server';
import { basicAuthorization, pushChart } from '../../support/push-chart';
import { startBlobStore, startRedirectingRegistry } from '../../support/redirecting-registry';
import { failureOf, probe, sentencesOf, skippedAfter } from './setup';

const SECRET = 'p@ss:w0rd';
const CREDENTIALS: OciCredentials = { type: 'basic', username: 'robot$x', password: SECRET };
const AUTHORIZATION = basicAuthorization('robot$x', SECRET);
const NOT_FOUND_THERE = 'so that host must be reachable too.';

describeWith(DOCKER_REGISTRY, 'the content of a real registry', () => {
  let registry: DockerRegistry;
  const open: { close(): Promise<void> }[] = [];
  const opened = <T extends { close(): Promise<void> }>(thing: T): T => {
    open.push(thing);
    return thing;
  };
  beforeAll(async () => {
    registry = await startDockerRegistry({ users: { robot$x: SECRET } });
    const target = { endpoint: registry.endpoint, authorization: AUTHORIZATION };
    await pushChart(target, 'charts/web', { version: '1.0.0' });
    await pushChart(target, 'charts/web', { version: '1.10.0' });
    await pushChart(target, 'charts/db', { version: '2.0.0+build' });
    await pushChart(target, 'images/tool', { configMediaType: 'application/vnd.oci.image.config.v1+json' });
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((thing) => thing.close()));
  });
  afterAll(() => registry.close());

  const probeAt = (endpoint: string, basePaths: readonly string[] = ['charts']): Promise<ProbeResult> =>
    probe({ endpoint, basePaths, credentials: CREDENTIALS });

  it('is found, read to the end and listed', async () => {
    const result = await probeAt(registry.endpoint);
    expect(sentencesOf(result)).toEqual({
      'name resolution': 'ok: Skipped because the endpoint is an address.',
      connection: `ok: Connected to 127.0.0.1, port ${registry.host.split(':')[1]}.`,
      TLS: 'ok: Skipped because the endpoint is "http://": whoever is on the way can read along.',
      authentication: 'ok: The registry took the user name and password.',
      'repository list': 'ok: The registry lists 3 repositories to these credentials.',
      'base content path charts': 'ok: Holds 2 repositories: "charts/db", "charts/web".',
      manifest: 'ok: Read "2.0.0_build" of "charts/db", a Helm chart.',
      blob: expect.stringMatching(
        /^ok: Read \d+ bytes of "charts\/db"; their digest is right\. The registry serves content itself\.$/,
      ),
      charts: 'ok: Found 2 Helm charts in 3 versions.',
    });
    expect(
      result.charts.map(({ repository, versions }) => [repository, ...versions.map((one) => one.version)]),
    ).toEqual([
      ['charts/db', '2.0.0+build'],
      ['charts/web', '1.10.0', '1.0.0'],
    ]);
    expect(result.ok).toBe(true);
  });

  it('is read from the other paths, where one base path does not exist', async () => {
    const result = await probeAt(registry.endpoint, ['chart', 'charts/web']);
    expect(failureOf(result)).toEqual({
      name: 'base content path chart',
      detail:
        'The registry has no repository at or below the base path "chart". It has "charts", "images". Correct the base ' +
        'path, or push the charts there first.',
    });
    expect(sentencesOf(result)).toMatchObject({
      'base content path charts/web': 'ok: Holds 1 repository: "charts/web".',
      charts: 'ok: Found 1 Helm chart in 2 versions.',
    });
  });

  it('may be something else than Helm charts', async () => {
    const result = await probeAt(registry.endpoint, ['images']);
    expect(sentencesOf(result)).toMatchObject({
      manifest: 'ok: Read "1.0.0" of "images/tool", no Helm chart but application/vnd.oci.image.manifest.v1+json.',
      charts: 'ok: There is no Helm chart.',
    });
  });

  it('is not looked at without base paths', async () => {
    const result = await probeAt(registry.endpoint, []);
    const skipped = 'ok: Skipped because no base content path is given.';
    expect(sentencesOf(result)).toMatchObject({ 'repository list': skipped, manifest: skipped, blob: skipped });
    expect(result.ok).toBe(true);
  });

  describe('behind a registry that keeps blobs at another host', () => {
    it('is read from there, without credentials', async () => {
      const store = opened(await startBlobStore(registry, AUTHORIZATION));
      const locate = (path: string): string => `${store.endpoint}${path}?X-Amz-Signature=s1gnature`;
      const front = opened(await startRedirectingRegistry(registry, locate));
      const result = await probeAt(front.endpoint);
      expect(sentencesOf(result)['blob']).toMatch(
        new RegExp(
          `^ok: Read \\d+ bytes of "charts/db"; their digest is right\\. The registry keeps content at "${store.host}", ` +
            'which got no credentials\\. That host must be reachable, too\\.$',
        ),
      );
      expect(front.seen.filter((line) => line.includes(AUTHORIZATION)).length).toBeGreaterThan(0);
      expect(store.seen.length).toBeGreaterThan(0);
      expect(store.seen.join()).not.toMatch(/Basic|Bearer/);
      expect(JSON.stringify(result)).not.toContain('s1gnature');
    });

    it.each<[string, () => Promise<string>, (host: string) => string]>([
      [
        'that refuses the connection',
        async () => `http://${await refusedHost()}`,
        (host) =>
          `The content server "${host}" refused the connection. Expected a server that listens there. Check host and port, ` +
          'and that no firewall closes them.',
      ],
      [
        'whose certificate is not trusted',
        async () => {
          const { certificate: cert, key } = await issueCertificate({ name: 'store' });
          return opened(await startOddServer((_, response) => response.end(), { cert, key })).endpoint;
        },
        (host) =>
          `The certificate of the content server "${host}" is self-signed. Expected one that is trusted here. Give that ` +
          'certificate itself as CA certificate.',
      ],
      [
        'that is never heard of',
        async () => 'http://bucket.invalid',
        () =>
          'The host name "bucket.invalid" is not known. Expected a name that DNS can resolve. Check how the host is written, ' +
          'and the DNS of this computer.',
      ],
    ])('%s, fails at the blob', async (_, endpointOfStore, sentence) => {
      const endpoint = await endpointOfStore();
      const front = opened(
        await startRedirectingRegistry(registry, (path) => `${endpoint}${path}?X-Amz-Signature=s1g`),
      );
      const result = await probeAt(front.endpoint);
      const { name, detail } = failureOf(result);
      const sentences = detail
        .split('\n\n')[0]
        ?.replace('could not be looked up: the DNS server does not answer', 'is not known');
      expect([name, sentences]).toEqual([
        'blob',
        `${sentence(new URL(endpoint).host)} The registry "${front.host}" keeps this content there, ${NOT_FOUND_THERE}`,
      ]);
      expect(sentencesOf(result)).toMatchObject({
        manifest: 'ok: Read "2.0.0_build" of "charts/db", a Helm chart.',
        ...skippedAfter('blob', 'charts'),
      });
      expect(JSON.stringify(result)).not.toContain('s1g');
    });

    it('that sends something else, fails at the blob', async () => {
      const portal = opened(await startOddServer((_, response) => response.end('<html>Please log in</html>')));
      const front = opened(await startRedirectingRegistry(registry, (path) => `${portal.endpoint}${path}`));
      const { name, detail } = failureOf(await probeAt(front.endpoint));
      expect(name).toBe('blob');
      expect(detail).toMatch(
        new RegExp(
          `^The content server "${portal.host}" sent other content than the one asked for\\. Expected the digest "sha256:\\w+", ` +
            'got "sha256:\\w+"\\. The content may be damaged in the registry, or changed by a proxy on the way\\. The ' +
            `registry "${front.host}" keeps this content there\\.\n\nGET ${portal.endpoint}/v2/`,
        ),
      );
    });

    it('that may not be read, fails at the blob', async () => {
      const store = opened(await startOddServer((_, response) => response.writeHead(403).end('<Error/>')));
      const front = opened(
        await startRedirectingRegistry(registry, (path) => `${store.endpoint}${path}?X-Amz-Signature=s1g`),
      );
      const { name, detail } = failureOf(await probeAt(front.endpoint));
      expect(name).toBe('blob');
      expect(detail).toMatch(
        new RegExp(
          `^The content server "${store.host}" does not allow to read the blob "sha256:\\w+" of the repository "charts/db"\\. ` +
            'Expected read access\\. Allow it in the registry, or use credentials that may\\. The registry ' +
            `"${front.host}" keeps this content there\\. Something on the way may forbid it: the policy of a VPC endpoint, ` +
            'for example, that lets only some requests through\\.\n\nGET [^?]+: 403$',
        ),
      );
    });
  });

  describe('through a proxy', () => {
    const tunnel = async (allowed: readonly string[]) => {
      const { certificate, key } = await issueCertificate({
        name: 'replica',
        hosts: ['registry.test', 'bucket.test'],
        validToDay: 300,
      });
      const tls = { cert: certificate, key };
      const store = opened(await startBlobStore(registry, AUTHORIZATION, tls));
      const front = opened(
        await startRedirectingRegistry(registry, (path) => `https://bucket.test${path}?X-Amz-Signature=s1g`, tls),
      );
      const places: Record<string, string> = { 'registry.test': front.host, 'bucket.test': store.host };
      const target = Object.fromEntries(allowed.map((host) => [host, places[host] ?? '']));
      const proxy = opened(await startConnectProxy({ target }));
      const environment = { HTTPS_PROXY: proxy.url.replace('//', '//me:pr0xy@') };
      const result = await probe({
        endpoint: 'https://registry.test',
        credentials: CREDENTIALS,
        tls: { ca: certificate },
        environment,
      });
      return { result, proxy: new URL(proxy.url).host, store };
    };

    it('that allows both hosts, all of it works', async () => {
      const { result, proxy, store } = await tunnel(['registry.test', 'bucket.test']);
      expect(sentencesOf(result)).toMatchObject({
        'name resolution': `ok: Skipped because the proxy "${proxy}" looks up the name.`,
        connection: `ok: Connected to "registry.test" through the proxy "${proxy}".`,
        TLS: expect.stringContaining(
          'ok: TLSv1.3. The certificate of "CN=replica" holds for registry.test, bucket.test,',
        ),
        blob: expect.stringContaining('The registry keeps content at "bucket.test", which got no credentials.'),
      });
      expect(result.ok).toBe(true);
      expect(store.seen.join()).not.toMatch(/Basic/);
    });

    it('that allows the registry only, it fails at the blob: what a ping or a manifest would not show', async () => {
      const { result, proxy } = await tunnel(['registry.test']);
      const { name, detail } = failureOf(result);
      expect([name, detail.split('\n\n')[0]]).toEqual([
        'blob',
        `The proxy "${proxy}" refused to connect to "bucket.test" (403). Expected the proxy to open a tunnel. Allow that ` +
          `host in the proxy, or except it by NO_PROXY. The registry "registry.test" keeps this content there, ${NOT_FOUND_THERE}`,
      ]);
      expect(JSON.stringify(result)).not.toMatch(/s1g|pr0xy|p@ss/);
    });

    it('that allows nothing, it fails at the connection', async () => {
      const { result, proxy } = await tunnel([]);
      expect(failureOf(result)).toEqual({
        name: 'connection',
        detail:
          `The proxy "${proxy}" refused to connect to "registry.test" (403). Expected the proxy to open a tunnel. Allow that ` +
          'host in the proxy, or except it by NO_PROXY.\n\nTCP https://registry.test/: Proxy response (403) !== 200 when ' +
          'HTTP Tunneling',
      });
    });
  });
});

describe('a proxy that cannot be used fails with a sentence of its own', () => {
  it.each<[string, () => Promise<string>, string, RegExp]>([
    [
      'where nothing listens',
      async () => `http://me:pr0xy@${await refusedHost()}`,
      'connection',
      /^The proxy "127\.0\.0\.1:\d+" refused the connection\. Expected a server that listens there\. Check HTTPS_PROXY \(HTTP_PROXY for "http:\/\/" registries\)\.\n/,
    ],
    [
      'that has no known name',
      async () => 'http://proxy.invalid:3128',
      'connection',
      /^The host name "proxy\.invalid" of the proxy (is not known|could not be looked up)/,
    ],
    [
      'that is no URL',
      async () => 'http://me:pr0xy@',
      'name resolution',
      /^The environment variable HTTPS_PROXY does not hold the URL of a proxy\. Expected for example "http:\/\/proxy\.example\.com:3128"\.$/,
    ],
  ])('%s', async (_, url, name, sentence) => {
    const result = await probe({ endpoint: 'https://registry.test', environment: { HTTPS_PROXY: await url() } });
    expect(failureOf(result)).toEqual({ name, detail: expect.stringMatching(sentence) });
    expect(JSON.stringify(result)).not.toContain('pr0xy');
  });

  it('that is asked without a tunnel is connected to, and the registry asked', async () => {
    const server = await startOddServer((_, response) => response.end('{}'));
    const proxy = await startConnectProxy({ target: server.host });
    const environment = { HTTP_PROXY: proxy.url };
    const result = await probe({ endpoint: 'http://registry.test', environment, basePaths: [] });
    await Promise.all([proxy.close(), server.close()]);
    expect(result.ok).toBe(true);
    expect(sentencesOf(result)['connection']).toBe(
      `ok: Connected to the proxy "${new URL(proxy.url).host}"; it is asked for "http://" without a tunnel.`,
    );
  });

  it('that wants to know who asks', async () => {
    const proxy = await startConnectProxy({ target: '127.0.0.1:1', refuseWith: 407 });
    const result = await probe({ endpoint: 'https://registry.test', environment: { HTTPS_PROXY: proxy.url } });
    await proxy.close();
    const { host } = new URL(proxy.url);
    expect(failureOf(result).detail).toMatch(
      `The proxy "${host}" refused to connect to "registry.test" (407). Expected the proxy to open a tunnel. Write the user ` +
        'name and password of the proxy into HTTPS_PROXY.',
    );
  });
});
