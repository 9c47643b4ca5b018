import { messageOf, readCertificates } from '../http';
import { PaletteOptionsError } from './palette-error';

/** @throws PaletteOptionsError when the text is not one or several PEM certificates */
export function checkCaCertificate(pem: string): void {
  readCertificates(pem, ({ number, count, cause }) => {
    if (count === 0) {
      return new PaletteOptionsError(
        'caCertificate',
        'Expected a PEM certificate ("-----BEGIN CERTIFICATE-----" to "-----END CERTIFICATE-----"), got a text without one.',
      );
    }
    const which = count === 1 ? 'The certificate' : `Certificate ${number} of ${count}`;
    const problem = `${which} cannot be read: the PEM text is damaged or cut off. Give the whole file.`;
    return new PaletteOptionsError('caCertificate', `${problem}\n\n${messageOf(cause)}`);
  });
}
