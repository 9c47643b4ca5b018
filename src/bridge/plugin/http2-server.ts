import type * as Http2 from 'node:http2';
import { type ServerIdentity } from './certificate';
import { HTTP2_OPTIONS } from './grpc-server';

/**
 * A server that does not listen yet: with TLS if it gets an identity. Node's HTTP/2 is loaded by the call, not by the import
 * (5 ms), so that a plugin can tell its host where it listens before.
 */
export function createHttp2Server(identity?: ServerIdentity): Http2.Http2Server | Http2.Http2SecureServer {
  const { createSecureServer, createServer }: typeof Http2 = require('node:http2');
  if (!identity) return createServer(HTTP2_OPTIONS);
  return createSecureServer({
    ...HTTP2_OPTIONS,
    key: identity.keyPem,
    cert: identity.certificatePem,
    // Asks for a certificate and accepts any: isPinnedPeer decides. An empty list keeps the root store from being built.
    ca: [],
    requestCert: true,
    rejectUnauthorized: false,
  });
}
