import { createHash } from 'node:crypto';
import { OciError } from './oci-error';

const DIGEST = /^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

export function isDigest(reference: string): boolean {
  return DIGEST.test(reference);
}

export function sha256(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** @throws OciError 'invalid-answer' when the content is another one than the digest says */
export function checkDigest(content: Buffer, digest: string, url: string): void {
  const [algorithm = ''] = digest.split(':');
  const actual = isDigest(digest) ? `${algorithm}:${createHash(algorithm).update(content).digest('hex')}` : undefined;
  if (actual === digest) return;
  const host = new URL(url).host;
  const text =
    actual === undefined
      ? `The digest "${digest}" cannot be checked. Expected "sha256:" or "sha512:" and hexadecimal digits.`
      : `The registry "${host}" sent other content than the one asked for. Expected the digest "${digest}", got "${actual}". ` +
        'The content may be damaged in the registry, or changed by a proxy on the way.';
  throw new OciError('invalid-answer', `${text}\n\nGET ${url}`, { method: 'GET', url });
}
