import { createPrivateKey, type X509Certificate } from 'node:crypto';
import { readCertificates } from '../http';
import { OciError } from './oci-error';
import { type OciTls } from './options';

/** Looks at the PEM texts before a connection does. @throws OciError 'tls' */
export function checkTls(tls: OciTls): void {
  if (tls.ca !== undefined) checkCertificates('CA certificate', tls.ca);
  const { clientCertificate, clientKey } = tls;
  if (clientCertificate === undefined && clientKey === undefined) return;
  if (clientCertificate === undefined || clientKey === undefined) {
    const [given, missing] = clientKey === undefined ? ['certificate', 'key'] : ['key', 'certificate'];
    throw new OciError('tls', `Got a client ${given} without a client ${missing}. Expected both or none of them.`);
  }
  const [certificate] = checkCertificates('client certificate', clientCertificate);
  const key = readKey(clientKey);
  if (certificate?.checkPrivateKey(key) === true) return;
  const problem = 'The client key does not belong to the client certificate.';
  throw new OciError('tls', `${problem} Expected the private key that the certificate was made for.`);
}

function checkCertificates(what: string, pem: string): X509Certificate[] {
  return readCertificates(pem, ({ number, count, cause }) => {
    if (count === 0) return notPem(what, pem);
    const which = count === 1 ? `The ${what}` : `Certificate ${number} of ${count} in the ${what}`;
    const expected = 'Expected an undamaged PEM certificate. Use the whole file as it was issued.';
    return new OciError('tls', `${which} cannot be read. ${expected}`, { cause });
  });
}

function notPem(what: string, pem: string): OciError {
  const got = /PRIVATE KEY-----/.test(pem) ? 'a private key' : 'a text without one';
  return new OciError(
    'tls',
    `The ${what} is not a PEM certificate: got ${got}. Expected "-----BEGIN CERTIFICATE-----", base64 lines and ` +
      '"-----END CERTIFICATE-----". Use the whole file as it was issued.',
  );
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
