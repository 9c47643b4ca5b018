import { createHash } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { gzipSync } from 'node:zlib';

export interface PushTarget {
  /** `https://host:port` */
  readonly endpoint: string;
  readonly ca?: string;
  /** Authorization header. */
  readonly authorization?: string;
}

export interface ChartWishes {
  readonly version?: string;
  readonly description?: string;
  readonly appVersion?: string;
  /** @default - the version with "+" as "_", as Helm does */
  readonly tag?: string;
  /** @default the one of a Helm chart */
  readonly configMediaType?: string;
  /** In place of Chart.yaml as JSON. */
  readonly config?: string;
}

interface Descriptor {
  readonly digest: string;
  readonly size: number;
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** Pushes a small chart as Helm does, to the repository whose last segment is its name. Returns the manifest's digest. */
export async function pushChart(target: PushTarget, repository: string, wishes: ChartWishes = {}): Promise<string> {
  const { version = '1.0.0', description = 'A chart for tests', appVersion = '1.0' } = wishes;
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  const chart = { apiVersion: 'v2', name, version, description, appVersion, type: 'application' };
  const config = await pushBlob(target, repository, Buffer.from(wishes.config ?? JSON.stringify(chart)));
  const layer = await pushBlob(target, repository, chartArchive(name, chart));
  const mediaType = wishes.configMediaType ?? 'application/vnd.cncf.helm.config.v1+json';
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: { mediaType, ...config },
    layers: [{ mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', ...layer }],
    annotations: { 'org.opencontainers.image.title': name, 'org.opencontainers.image.version': version },
  });
  const tag = wishes.tag ?? version.replaceAll('+', '_');
  await send(target, 'PUT', `/v2/${repository}/manifests/${tag}`, Buffer.from(manifest), MANIFEST);
  return digestOf(Buffer.from(manifest));
}

export function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** A tar of two files, gzipped. Times and owners are zero, so the same chart has the same digest. */
export function chartArchive(name: string, chart: Readonly<Record<string, string>>): Buffer {
  const chartYaml = Object.entries(chart).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  const files = [tarEntry(`${name}/Chart.yaml`, chartYaml.join('')), tarEntry(`${name}/values.yaml`, 'replicas: 1\n')];
  return gzipSync(Buffer.concat([...files, Buffer.alloc(1024)]));
}

/** One file in the ustar format. */
function tarEntry(path: string, text: string): Buffer {
  const content = Buffer.from(text);
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write('0000644\0'.padEnd(24, '0000000\0'), 100);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0        0', 136);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

async function pushBlob(target: PushTarget, repository: string, content: Buffer): Promise<Descriptor> {
  const digest = digestOf(content);
  const upload = new URL(await send(target, 'POST', `/v2/${repository}/blobs/uploads/`), target.endpoint);
  upload.searchParams.set('digest', digest);
  await send(target, 'PUT', `${upload.pathname}${upload.search}`, content, 'application/octet-stream');
  return { digest, size: content.length };
}

/** Resolves with the Location header. */
function send(
  { endpoint, ca, authorization }: PushTarget,
  method: string,
  path: string,
  body: Buffer = Buffer.alloc(0),
  contentType = 'application/json',
): Promise<string> {
  const url = new URL(path, endpoint);
  const headers = {
    'content-type': contentType,
    'content-length': body.length,
    ...(authorization && { authorization }),
  };
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    request(url, { method, headers, ca }, (response) => {
      response.resume();
      const { statusCode = 0 } = response;
      if (statusCode >= 300) reject(new Error(`${method} ${path}: ${statusCode}`));
      else response.on('end', () => resolve(response.headers.location ?? ''));
    })
      .on('error', reject)
      .end(body);
  });
}

export function basicAuthorization(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
