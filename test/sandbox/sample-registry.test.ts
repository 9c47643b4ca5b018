import { createHash } from 'node:crypto';
import { request as httpsRequest } from 'node:https';
import { type IncomingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { findTarEntry } from '../../src/sandbox/tar';

interface RegistryAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

describe('the sample registry', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ sampleRegistry: true });
  });
  afterAll(() => sandbox.close());

  function get(path: string, options: { password?: string; method?: string } = {}): Promise<RegistryAnswer> {
    const sample = sandbox.sampleRegistry;
    if (sample === undefined) throw new Error('no sample registry');
    const auth = `${sample.username}:${options.password ?? sample.password}`;
    return new Promise((resolve, reject) => {
      const url = `${sample.endpoint}${path}`;
      httpsRequest(url, { ca: sample.caCertificate, auth, method: options.method ?? 'GET' }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
        );
      })
        .on('error', reject)
        .end();
    });
  }

  const json = ({ bytes }: RegistryAnswer): unknown => JSON.parse(bytes.toString('utf8'));

  it('speaks the distribution API over TLS with a certificate for its address', async () => {
    const answer = await get('/v2/');
    expect(answer.status).toBe(200);
    expect(answer.headers['docker-distribution-api-version']).toBe('registry/2.0');
  });

  it('asks for basic authentication', async () => {
    const answer = await get('/v2/_catalog', { password: 'wrong' });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Basic realm="Palette sandbox sample registry"');
    expect(json(answer)).toEqual({
      errors: [{ code: 'UNAUTHORIZED', message: 'authentication required', detail: null }],
    });
  });

  it('pages its catalog and its tags', async () => {
    const first = await get('/v2/_catalog?n=2');
    expect(json(first)).toEqual({ repositories: ['platform/charts/hello', 'platform/charts/ingress-gateway'] });
    expect(first.headers.link).toBe('</v2/_catalog?last=platform%2Fcharts%2Fingress-gateway&n=2>; rel="next"');
    const second = await get('/v2/_catalog?last=platform%2Fcharts%2Fingress-gateway&n=2');
    expect(json(second)).toEqual({ repositories: ['platform/charts/message-queue'] });
    expect(second.headers.link).toBeUndefined();
    expect(json(await get('/v2/platform/charts/hello/tags/list?n=1&last=1.0.0'))).toEqual({
      name: 'platform/charts/hello',
      tags: ['1.1.0'],
    });
  });

  it('holds charts as Helm pushes them: config, layer, and digests that are true', async () => {
    const manifest = await get('/v2/platform/charts/hello/manifests/1.2.0');
    expect(manifest.headers['content-type']).toBe('application/vnd.oci.image.manifest.v1+json');
    const digest = manifest.headers['docker-content-digest'];
    expect(digest).toBe(`sha256:${createHash('sha256').update(manifest.bytes).digest('hex')}`);
    expect((await get(`/v2/platform/charts/hello/manifests/${String(digest)}`)).bytes).toEqual(manifest.bytes);

    const { config, layers } = json(manifest) as { config: Descriptor; layers: Descriptor[] };
    expect(config.mediaType).toBe('application/vnd.cncf.helm.config.v1+json');
    expect(json(await get(`/v2/platform/charts/hello/blobs/${config.digest}`))).toMatchObject({
      name: 'hello',
      version: '1.2.0',
      description: 'A deployment that greets over HTTP',
    });
    const layer = await get(`/v2/platform/charts/hello/blobs/${layers[0]?.digest.replace(':', '%3A')}`);
    expect(layer.bytes.length).toBe(layers[0]?.size);
    const archive = gunzipSync(layer.bytes);
    expect(findTarEntry(archive, /^hello\/Chart\.yaml$/)?.toString()).toContain('version: "1.2.0"\n');
  });

  it.each([
    ['GET', '/v2/unknown/tags/list', 404, 'NAME_UNKNOWN'],
    ['GET', '/v2/platform/charts/hello/manifests/9.9.9', 404, 'MANIFEST_UNKNOWN'],
    ['GET', '/v2/platform/charts/hello/blobs/sha256:00', 404, 'BLOB_UNKNOWN'],
    ['GET', '/v2/%ff/tags/list', 404, 'NAME_UNKNOWN'],
    ['DELETE', '/v2/platform/charts/hello/manifests/1.0.0', 405, 'UNSUPPORTED'],
  ])('answers %s %s with %d %s', async (method, path, status, code) => {
    const answer = await get(path, { method });
    expect(answer.status).toBe(status);
    expect(json(answer)).toMatchObject({ errors: [{ code }] });
  });
});

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}
