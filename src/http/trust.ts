import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

/** OpenSSL's own forms of the label included, which files of roots may have. */
const CERTIFICATE = /-----BEGIN ((?:TRUSTED |X509 )?CERTIFICATE)-----[\s\S]*?-----END \1-----/g;

/** What is wrong with a PEM text: nothing in it is a certificate, or one that is cannot be read. */
export interface PemProblem {
  /** 1 is the first one. */
  readonly number: number;
  /** How many there are; 0: none at all. */
  readonly count: number;
  /** The error of OpenSSL. */
  readonly cause?: unknown;
}

/**
 * Looks at a PEM text before a connection does: Node ignores a damaged certificate without a word and then refuses the
 * server with the same error as for an unknown authority.
 * @param refuse makes the error for the first problem
 * @returns one or several certificates
 */
export function readCertificates(pem: string, refuse: (problem: PemProblem) => Error): X509Certificate[] {
  const blocks = blocksOf(pem);
  if (blocks.length === 0) throw refuse({ number: 0, count: 0 });
  return blocks.map((block, index) => {
    try {
      return new X509Certificate(block);
    } catch (cause) {
      throw refuse({ number: index + 1, count: blocks.length, cause });
    }
  });
}

/** What a client trusts and shows besides Node's defaults. All texts are PEM. */
export interface TrustOptions {
  /** One or several certificates, trusted besides the roots. */
  readonly ca?: string;
  /** File of more roots, the meaning of NODE_EXTRA_CA_CERTS. One that cannot be read counts as empty, as in Node. */
  readonly extraRootsFile?: string;
  /** @default - nobody is told */
  readonly onUnreadableFile?: (error: unknown) => void;
  /** Shown to a server that asks for it, with its chain. Needs `clientKey`. */
  readonly clientCertificate?: string;
  readonly clientKey?: string;
}

/**
 * What to trust and to show, or undefined where Node's defaults do. To be made once per client and shared by its
 * connections: a `ca` list replaces the roots, so they are all in it again, and reading them takes about 20 ms.
 */
export function createTrust({ ca, clientCertificate, clientKey, ...options }: TrustOptions): SecureContext | undefined {
  const added = [...blocksOf(ca), ...blocksOf(extraRoots(options))];
  if (added.length === 0 && clientCertificate === undefined) return undefined;
  return createSecureContext({
    ...(added.length > 0 && { ca: [...rootCertificates, ...added] }),
    cert: clientCertificate && blocksOf(clientCertificate).join('\n'),
    key: clientKey,
  });
}

/** One by one: where two were joined without a line break between them, OpenSSL passes over both without a word. */
function blocksOf(pem: string | undefined): readonly string[] {
  return pem?.match(CERTIFICATE) ?? [];
}

function extraRoots({ extraRootsFile, onUnreadableFile }: TrustOptions): string | undefined {
  if (extraRootsFile === undefined) return undefined;
  try {
    return readFileSync(extraRootsFile, 'utf8');
  } catch (error) {
    onUnreadableFile?.(error);
    return undefined;
  }
}
