import { type ServerHttp2Session } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import { HandshakeError } from './handshake';

/** The DER bytes of the first certificate in a PEM text. Throws HandshakeError when there is none. */
export function readClientCertificate(pem: string): Buffer {
  const body = /-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/.exec(pem)?.[1];
  if (!body) {
    throw new HandshakeError(
      'The program that started this plugin sent no PEM certificate in PLUGIN_CLIENT_CERT. This is a bug of that program.',
    );
  }
  return Buffer.from(body, 'base64');
}

/**
 * Whether the other side of a connection is the host itself: its certificate has exactly the bytes of the one that the host
 * announced. TLS has proved by then that the peer holds the key, so nothing else needs to be trusted. Neither a root store
 * nor a `ca` list is involved: building one costs 20 ms per process.
 */
export function isPinnedPeer(session: ServerHttp2Session, certificate: Buffer): boolean {
  const socket = session.socket as Partial<TLSSocket>;
  return socket.getPeerX509Certificate?.()?.raw.equals(certificate) === true;
}
