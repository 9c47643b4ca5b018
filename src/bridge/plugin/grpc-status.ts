import { redact } from './secrets';

/** The gRPC status codes that this room answers with by itself. */
export const GrpcStatus = { ok: 0, resourceExhausted: 8, unimplemented: 12, internal: 13 } as const;

/** An error with a gRPC status code, for a handler to throw. */
export class GrpcError extends Error {
  override readonly name = 'GrpcError';

  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** The status of a failed call: a {@link GrpcError} as it is, anything else as INTERNAL. */
export function toGrpcError(thrown: unknown): GrpcError {
  if (thrown instanceof GrpcError) return thrown;
  return new GrpcError(GrpcStatus.internal, thrown instanceof Error ? thrown.message : String(thrown));
}

/** Trailers hold at most 64 KiB, and percent-encoding makes up to nine bytes of one character. */
const MAX_MESSAGE_CHARACTERS = 4_000;

/** The two header fields of a failed call. Secrets are masked: the host prints the message. */
export function statusFields(error: GrpcError): { 'grpc-status': string; 'grpc-message': string } {
  const text = redact(error.message);
  const shown = text.length > MAX_MESSAGE_CHARACTERS ? `${text.slice(0, MAX_MESSAGE_CHARACTERS)} [cut]` : text;
  return { 'grpc-status': String(error.code), 'grpc-message': encodeGrpcMessage(shown) };
}

/**
 * Percent-encodes as gRPC wants it (not as URLs do): printable ASCII except "%" stays, every other byte of the UTF-8 text
 * becomes %XX. Spaces at the ends are encoded too, because HTTP header fields lose them.
 */
export function encodeGrpcMessage(text: string): string {
  return text.replace(/[^ -$&-~]+|^ +| +$/g, (run) =>
    Array.from(Buffer.from(run), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
