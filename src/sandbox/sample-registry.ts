import { timingSafeEqual } from 'node:crypto';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { closeServer, listenPreferring, portOf } from './listening';
import { MANIFEST_MEDIA_TYPE, SAMPLE_BASE_CONTENT_PATH, type SampleContent, sampleContent } from './sample-charts';
import { type SampleRegistryIdentity } from './sample-identity';

/** How to reach the sample registry, in the words of the registry form. */
export interface SampleRegistry {
  /** https://127.0.0.1:port */
  readonly endpoint: string;
  readonly username: string;
  readonly password: string;
  /** PEM; self-signed, so a client needs it. */
  readonly caCertificate: string;
  readonly baseContentPath: string;
}

export interface RunningSampleRegistry {
  readonly access: SampleRegistry;
  readonly port: number;
  close(): Promise<void>;
}

/** Serves the sample charts read-only over HTTPS with basic authentication: /v2/, _catalog, tags, manifests, blobs. */
export async function startSampleRegistry(identity: SampleRegistryIdentity): Promise<RunningSampleRegistry> {
  const content = sampleContent();
  const server = createServer({ cert: identity.certificate, key: identity.privateKey }, (request, response) => {
    answer(content, identity, request, response);
  });
  await listenPreferring(server, identity.port);
  const { username, password, certificate } = identity;
  const endpoint = `https://127.0.0.1:${portOf(server)}`;
  return {
    access: { endpoint, username, password, caCertificate: certificate, baseContentPath: SAMPLE_BASE_CONTENT_PATH },
    port: portOf(server),
    close: () => closeServer(server),
  };
}

function answer(
  content: SampleContent,
  identity: SampleRegistryIdentity,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const url = new URL(`https://registry${request.url ?? '/'}`);
  response.setHeader('Docker-Distribution-Api-Version', 'registry/2.0');
  if (!isAuthorized(identity, request.headers.authorization)) {
    response.setHeader('WWW-Authenticate', 'Basic realm="Palette sandbox sample registry"');
    return refuse(response, 401, 'UNAUTHORIZED', 'authentication required');
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(response, 405, 'UNSUPPORTED', 'the sample registry is read-only');
  }
  if (url.pathname === '/v2/' || url.pathname === '/v2') return sendJson(response, {});
  if (url.pathname === '/v2/_catalog') {
    return sendList(response, url, 'repositories', [...content.repositories.keys()].sort());
  }
  answerRepository(content, url, response);
}

/** Repository names and tags need no percent escapes; the colon of a digest may come as one. */
function answerRepository(content: SampleContent, url: URL, response: ServerResponse): void {
  const match = /^\/v2\/(.+)\/(tags|manifests|blobs)\/([^/]+)$/.exec(url.pathname.replace(/%3A/i, ':'));
  const [, name = '', kind, reference = ''] = match ?? [];
  const manifests = content.repositories.get(name);
  if (match === null || manifests === undefined) {
    return refuse(response, 404, 'NAME_UNKNOWN', 'repository name not known to registry');
  }
  if (kind === 'tags') return sendList(response, url, 'tags', manifests.map(({ tag }) => tag).sort(), { name });
  if (kind === 'blobs') {
    const blob = content.blobs.get(reference);
    if (blob === undefined) return refuse(response, 404, 'BLOB_UNKNOWN', 'blob unknown to registry');
    return sendBytes(response, blob, 'application/octet-stream', reference);
  }
  const manifest = manifests.find(({ tag, digest }) => tag === reference || digest === reference);
  if (manifest === undefined) return refuse(response, 404, 'MANIFEST_UNKNOWN', 'manifest unknown');
  sendBytes(response, manifest.bytes, MANIFEST_MEDIA_TYPE, manifest.digest);
}

/** A page of at most `n` names after `last`, with a Link to the next one. */
function sendList(response: ServerResponse, url: URL, key: string, names: readonly string[], more: object = {}): void {
  const size = Number(url.searchParams.get('n')) || 100;
  const last = url.searchParams.get('last');
  const rest = last === null ? names : names.filter((name) => name > last);
  const page = rest.slice(0, size);
  if (rest.length > size) {
    const query = new URLSearchParams({ last: page.at(-1) ?? '', n: String(size) });
    response.setHeader('Link', `<${url.pathname}?${query.toString()}>; rel="next"`);
  }
  sendJson(response, { ...more, [key]: page });
}

function isAuthorized({ username, password }: SampleRegistryIdentity, header: string | undefined): boolean {
  const expected = Buffer.from(`Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`);
  const actual = Buffer.from(header ?? '');
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function sendBytes(response: ServerResponse, bytes: Buffer, mediaType: string, digest: string): void {
  response.setHeader('Docker-Content-Digest', digest);
  response.writeHead(200, { 'Content-Type': mediaType, 'Content-Length': bytes.length }).end(bytes);
}

function sendJson(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  const body = JSON.stringify({ errors: [{ code, message, detail: null }] });
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
}
