import { createPrivateKey, X509Certificate } from 'node:crypto';
import { type Validator, validator } from '../bridge/framework';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** One or several PEM certificates. Node ignores a bad one silently and then trusts nothing, so it is parsed here. */
export function pemCertificate(): Validator<string> {
  return validator('Invalid Certificate', (value, path) => {
    const blocks = value.match(CERTIFICATE) ?? [];
    if (blocks.length === 0) {
      return (
        `${path} holds no PEM certificate: ${describe(value)}. Expected text that starts with ` +
        '"-----BEGIN CERTIFICATE-----", for example file("ca.crt").'
      );
    }
    const broken = blocks.findIndex((block) => !parses(() => new X509Certificate(block)));
    return broken === -1
      ? undefined
      : `Certificate ${broken + 1} of ${blocks.length} in ${path} cannot be read. ` +
          'Check that the file is complete and was not changed on the way.';
  });
}

/** An unencrypted PEM private key. */
export function pemPrivateKey(): Validator<string> {
  return validator('Invalid Private Key', (value, path) =>
    parses(() => createPrivateKey(value))
      ? undefined
      : `${path} is not an unencrypted PEM private key. Expected text that starts with "-----BEGIN PRIVATE KEY-----" ` +
        '(or "EC" or "RSA PRIVATE KEY"), for example file("client.key").',
  );
}

/** Whether a private key belongs to a certificate; undefined if one of them cannot be read. */
export function keyFitsCertificate(key: string, certificate: string): boolean | undefined {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return undefined;
  }
}

function parses(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}

/** Says what a text seems to be without showing it: it may be a key that was put in the wrong place. */
function describe(value: string): string {
  if (/PRIVATE KEY-----/.test(value)) return 'it holds a private key';
  if (/^[A-Za-z0-9+/=\s]+$/.test(value) && value.length > 100) return 'it looks like base64; use base64decode() first';
  if (/^[\w./\\~-]+$/.test(value)) return 'it looks like a file name; use file()';
  return `it is ${value.length} characters of something else`;
}
