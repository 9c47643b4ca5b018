import { type Answer } from './connection';
import { checkDigest, isDigest, sha256 } from './digest';
import { OciError } from './oci-error';
import { parseObject } from './status-failures';

/** A content descriptor (OCI image specification, descriptor.md). */
export interface OciDescriptor {
  readonly mediaType: string;
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
}

export interface OciManifest {
  readonly mediaType: string;
  /** Of the manifest itself. */
  readonly digest: string;
  /** Undefined for an index, which lists other manifests. */
  readonly config?: OciDescriptor;
  readonly layers: readonly OciDescriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}

/** Without these a registry may convert an artifact into docker's old schema 1. */
export const MANIFEST_TYPES = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
] as const;

/** @throws OciError 'invalid-answer' */
export function readManifest(answer: Answer, reference: string): OciManifest {
  const digest = isDigest(reference) ? reference : (answer.headers.get('docker-content-digest') ?? sha256(answer.body));
  checkDigest(answer.body, digest, answer.url);
  const content = parseObject(answer.body);
  if (content === undefined) throw notManifest(answer);
  const { mediaType, config, layers, annotations } = content;
  const contentType = answer.headers.get('content-type')?.split(';')[0]?.trim();
  return {
    mediaType: typeof mediaType === 'string' ? mediaType : (contentType ?? MANIFEST_TYPES[0]),
    digest,
    config: isDescriptor(config) ? config : undefined,
    layers: Array.isArray(layers) ? layers.filter(isDescriptor) : [],
    annotations: textsOf(annotations),
  };
}

function isDescriptor(value: unknown): value is OciDescriptor {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'mediaType' in value &&
    typeof value.mediaType === 'string' &&
    'digest' in value &&
    typeof value.digest === 'string' &&
    'size' in value &&
    typeof value.size === 'number'
  );
}

function textsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string'));
}

function notManifest({ url, status }: Answer): OciError {
  const text = `The registry "${new URL(url).host}" sent no manifest. Expected JSON. Check what stands there.`;
  return new OciError('invalid-answer', `${text}\n\nGET ${url}: ${status}`, { method: 'GET', url, status });
}
