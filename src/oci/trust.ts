import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { OciError } from './oci-error';
import { type OciTls } from './options';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/**
 * Looks at the PEM texts before a connection does: Node ignores a damaged certificate without a word and then refuses the
 * server with the same error as for an unknown authority.
 * @throws OciError reason 'tls'
 */
export function checkTls(tls: OciTls): void {
  if (tls.ca !== undefined) readCertificates('CA certificate', tls.ca);
  const { clientCertificate, clientKey } = tls;
  if (clientCertificate === undefined && clientKey === undefined) return;
  if (clientCertificate === undefined || clientKey === undefined) {
    const [given, missing] = clientKey === undefined ? ['certificate', 'key'] : ['key', 'certificate'];
    throw new OciError('tls', `Got a client ${given} without a client ${missing}. Expected both or none of them.`);
  }
  const [certificate] = readCertificates('client certificate', clientCertificate);
  const key = readKey(clientKey);
  if (certificate?.checkPrivateKey(key) === true) return;
  const problem = 'The client key does not belong to the client certificate.';
  throw new OciError('tls', `${problem} Expected the private key that the certificate was made for.`);
}

function readCertificates(what: string, pem: string): X509Certificate[] {
  const blocks = blocksOf(pem);
  if (blocks.length === 0) {
    const got = /PRIVATE KEY-----/.test(pem) ? 'a private key' : 'a text without one';
    throw new OciError(
      'tls',
      `The ${what} is not a PEM certificate: got ${got}. Expected "-----BEGIN CERTIFICATE-----", base64 lines and ` +
        '"-----END CERTIFICATE-----". Use the whole file as it was issued.',
    );
  }
  return blocks.map((block, index) => readCertificate(what, block, index, blocks.length));
}

function readCertificate(what: string, block: string, index: number, count: number): X509Certificate {
  try {
    return new X509Certificate(block);
  } catch (cause) {
    const which = count === 1 ? `The ${what}` : `Certificate ${index + 1} of ${count} in the ${what}`;
    throw new OciError(
      'tls',
      `${which} cannot be read. Expected an undamaged PEM certificate. Use the whole file as it was issued.`,
      { cause },
    );
  }
}

/** The cause is left out on purpose: it could quote the key. */
function readKey(pem: string): ReturnType<typeof createPrivateKey> {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new OciError(
      'tls',
      'The client key cannot be read. Expected a private key in PEM form without a passphrase. ' +
        'Remove the passphrase, for example with "openssl pkey -in key.pem -out plain.pem".',
    );
  }
}

/**
 * What to trust and to show, or undefined where Node's defaults do. Made once for all connections: a `ca` list replaces
 * the roots, so they are all in it again, and reading them takes about 20 ms.
 */
export function createTrust(tls: OciTls, extraRootsFile: string | undefined): SecureContext | undefined {
  const extraRoots = extraRootsFile === undefined ? undefined : readExtraRoots(extraRootsFile);
  const added = [...blocksOf(tls.ca), ...(extraRoots === undefined ? [] : [extraRoots])];
  if (added.length === 0 && tls.clientCertificate === undefined) return undefined;
  return createSecureContext({
    ...(added.length > 0 && { ca: [...rootCertificates, ...added] }),
    cert: tls.clientCertificate && blocksOf(tls.clientCertificate).join('\n'),
    key: tls.clientKey,
  });
}

/** One by one: where two were joined without a line break between them, OpenSSL passes over both without a word. */
function blocksOf(pem: string | undefined): readonly string[] {
  return pem?.match(CERTIFICATE) ?? [];
}

/** A file that is not there counts as empty: Node itself goes on without the file that NODE_EXTRA_CA_CERTS names. */
function readExtraRoots(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
