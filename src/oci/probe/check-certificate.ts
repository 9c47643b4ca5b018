import { type X509Certificate } from 'node:crypto';
import { type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { createTrust } from '../../http';
import { OciError } from '../oci-error';
import { transportFailure } from '../transport-failures';
import { type Finding } from './check-list';
import { type Destination, explained, hostNameOf, isAddress, type OpenConnection, settleInTime } from './reach-host';

const DAY_MS = 24 * 3600 * 1000;
const SOON_DAYS = 30;
/** Certificates of big sites hold hundreds. */
const MOST_NAMES = 10;

/** Makes the handshake and looks at the certificate: chain, host, dates. */
export async function checkTls(open: OpenConnection, signal: AbortSignal): Promise<Finding<Destination>> {
  const { destination, socket } = open;
  if (destination.url.protocol === 'http:') {
    const detail = 'Skipped because the endpoint is "http://": whoever is on the way can read along.';
    return { detail, found: destination, skipped: true };
  }
  const secured = await explained('TLS', destination, () => shakeHands(destination, socket, signal));
  const certificate = secured.getPeerX509Certificate();
  const version = secured.getProtocol() ?? 'TLS';
  // A code, whatever its type says.
  const code = secured.authorized ? undefined : String(secured.authorizationError);
  secured.destroy();
  return { detail: `${version}. ${verdict(destination, certificate, code)}`, found: destination };
}

/** @throws OciError for a certificate that is not to be trusted, unless nobody asks for that */
function verdict(destination: Destination, certificate: X509Certificate | undefined, code: string | undefined): string {
  const description = certificate === undefined ? '' : describe(certificate);
  const problem = code === undefined ? undefined : refusal(destination, code);
  if (destination.tls.insecureSkipVerify === true) {
    const otherwise = problem === undefined ? 'It would be accepted.' : `It would be refused: ${sentencesOf(problem)}`;
    return `${description} It is not verified, as asked. ${otherwise}`;
  }
  if (problem !== undefined) throw withDescription(problem, description);
  return [description, ...(certificate === undefined ? [] : warnings(certificate))].join(' ');
}

/** Verification does not end the handshake: of a refused certificate the holder and the dates are wanted most. */
function shakeHands(destination: Destination, socket: Socket, signal: AbortSignal): Promise<TLSSocket> {
  const { url, tls, extraRootsFile, timeoutMs } = destination;
  const host = hostNameOf(url);
  const secured = connect({
    socket,
    host,
    servername: isAddress(url) ? '' : host,
    secureContext: createTrust({ ...tls, extraRootsFile }),
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
  });
  return settleInTime(secured, { signal, timeoutMs }, (resolve) => {
    secured.once('secureConnect', () => resolve(secured));
  });
}

function describe(certificate: X509Certificate): string {
  const { subject, issuer, validTo, subjectAltName } = certificate;
  const names = subjectAltName?.split(', ').map((name) => name.replace(/^(DNS|IP Address|URI|email):/, ''));
  const more = names !== undefined && names.length > MOST_NAMES ? ' and more' : '';
  const holder =
    names === undefined ? 'holds no host names' : `holds for ${names.slice(0, MOST_NAMES).join(', ')}${more}`;
  const party = (text: string | undefined): string => (text === undefined ? 'nobody' : text.split('\n').join(', '));
  return `The certificate of "${party(subject)}" ${holder}, was issued by "${party(issuer)}" and is valid until ${day(validTo)}.`;
}

function warnings(certificate: X509Certificate): string[] {
  const days = Math.floor((Date.parse(certificate.validTo) - Date.now()) / DAY_MS);
  const found: string[] = [];
  if (days < SOON_DAYS) found.push(`Warning: it expires in ${days === 1 ? '1 day' : `${days} days`}. Renew it.`);
  if (certificate.subjectAltName === undefined) {
    found.push(
      'Warning: its host stands in the subject only, which programs written in Go do not accept. Have it issued anew with a ' +
        'subject alternative name.',
    );
  }
  return found;
}

function day(date: string): string {
  return new Date(date).toISOString().slice(0, 10);
}

function refusal({ url, timeoutMs }: Destination, code: string): OciError {
  const error = Object.assign(new Error(code), { code });
  return transportFailure(error, { method: 'TLS', url, role: 'registry', timeoutMs });
}

function sentencesOf({ message }: OciError): string {
  return message.split('\n\n')[0] ?? '';
}

function withDescription(error: OciError, description: string): OciError {
  const [sentences, ...evidence] = error.message.split('\n\n');
  const message = [`${sentences} ${description}`.trim(), ...evidence].join('\n\n');
  return new OciError(error.reason, message, error);
}
