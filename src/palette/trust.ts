import { X509Certificate } from 'node:crypto';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { PaletteOptionsError } from './palette-error';
import { messageOf } from './redact';

/**
 * Node ignores a damaged certificate without a word and then refuses the server, so it is looked at first.
 * @throws PaletteOptionsError when the text is not one or several PEM certificates
 */
export function checkCaCertificate(pem: string): void {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g);
  if (blocks === null) {
    throw new PaletteOptionsError(
      'caCertificate',
      'Expected a PEM certificate ("-----BEGIN CERTIFICATE-----" to "-----END CERTIFICATE-----"), got a text without one.',
    );
  }
  blocks.forEach((block, index) => {
    try {
      new X509Certificate(block);
    } catch (error) {
      const which = blocks.length === 1 ? 'The certificate' : `Certificate ${index + 1} of ${blocks.length}`;
      throw new PaletteOptionsError(
        'caCertificate',
        `${which} cannot be read: the PEM text is damaged or cut off. Give the whole file.\n\n${messageOf(error)}`,
      );
    }
  });
}

/**
 * The roots of Node plus `more` (PEM texts), or undefined for Node's own default. Made once per client and shared by its
 * connections: a `ca` list replaces the roots, and reading all of them again costs tens of milliseconds per connection.
 */
export function trustBesidesRoots(more: readonly string[]): SecureContext | undefined {
  if (more.length === 0) return undefined;
  return createSecureContext({ ca: [...rootCertificates, ...more] });
}
