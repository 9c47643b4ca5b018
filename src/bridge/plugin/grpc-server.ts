import {
  type IncomingHttpHeaders,
  type SecureServerOptions,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import { type UnaryHandler } from './definition';
import { frameMessage, MessageAssembler } from './grpc-message';
import { GrpcError, GrpcStatus, statusFields, toGrpcError } from './grpc-status';

/** Called when a streaming call was opened and its response headers are out; what the host sends is dropped. */
export type StreamOpener = (stream: ServerHttp2Stream) => void;

/** What is served, by full gRPC path. */
export interface GrpcMethods {
  readonly unary: ReadonlyMap<string, UnaryHandler>;
  readonly streams: ReadonlyMap<string, StreamOpener>;
}

/**
 * Bytes that a host may send ahead of what was read, per call and per connection. With HTTP/2's own 64 KiB a request of
 * 27 MB takes two to three times as long.
 */
const WINDOW_BYTES = 8 * 1024 * 1024;

/**
 * Options of both kinds of HTTP/2 server. `maxSessionMemory` is in MB: with its default of 10 new calls are refused while
 * one big answer waits to be sent.
 */
export const HTTP2_OPTIONS: SecureServerOptions = {
  settings: { initialWindowSize: WINDOW_BYTES, maxConcurrentStreams: 10_000, enablePush: false },
  maxSessionMemory: 8_192,
};

const RESPONSE_HEADERS = { ':status': 200, 'content-type': 'application/grpc' } as const;

/** Answers the gRPC calls of one connection. */
export function answerCalls(session: ServerHttp2Session, methods: GrpcMethods): void {
  session.setLocalWindowSize(WINDOW_BYTES);
  session.on('stream', (stream, headers) => openCall(stream, headers, methods));
}

function openCall(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders & { ':path'?: string },
  methods: GrpcMethods,
): void {
  // A host that cancels a call resets its stream: nobody is left to be told.
  stream.on('error', () => {});
  const path = headers[':path'] ?? '';
  const unary = methods.unary.get(path);
  if (unary) {
    answerUnary(stream, unary);
    return;
  }
  stream.resume();
  const open = methods.streams.get(path);
  if (open) {
    stream.respond(RESPONSE_HEADERS);
    open(stream);
  } else {
    fail(stream, new GrpcError(GrpcStatus.unimplemented, `This plugin has no method "${path}".`));
  }
}

function answerUnary(stream: ServerHttp2Stream, handler: UnaryHandler): void {
  const message = new MessageAssembler();
  stream.on('data', (chunk: Buffer) => message.push(chunk));
  stream.on('end', () => void reply(stream, message, handler));
}

async function reply(stream: ServerHttp2Stream, message: MessageAssembler, handler: UnaryHandler): Promise<void> {
  try {
    succeed(stream, frameMessage(await handler(message.finish())));
  } catch (thrown) {
    fail(stream, toGrpcError(thrown));
  }
}

function succeed(stream: ServerHttp2Stream, frame: Buffer): void {
  if (isGone(stream)) return;
  stream.respond(RESPONSE_HEADERS, { waitForTrailers: true });
  stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(frame);
}

/** A failed call is a "trailers-only" answer: one header block that also ends the stream. */
function fail(stream: ServerHttp2Stream, error: GrpcError): void {
  if (isGone(stream)) return;
  stream.respond({ ...RESPONSE_HEADERS, ...statusFields(error) }, { endStream: true });
}

function isGone(stream: ServerHttp2Stream): boolean {
  return stream.destroyed || stream.closed;
}
