import { GrpcError, GrpcStatus } from './grpc-status';

/** The longest request that is accepted: 256 MiB, what Go plugins accept too. */
export const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

/** In front of each message: one byte "compressed", four bytes length, big-endian. */
const PREFIX_BYTES = 5;

/** Puts the length prefix in front of an uncompressed message. */
export function frameMessage(message: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(PREFIX_BYTES + message.length);
  frame[0] = 0;
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, PREFIX_BYTES);
  return frame;
}

/**
 * Collects the chunks of one request. What is wrong with it is thrown by {@link finish}, so that a call has one place that
 * answers; the bytes of a message that is refused are not kept.
 */
export class MessageAssembler {
  private chunks: Buffer[] = [];
  private received = 0;
  private expected: number | undefined;
  private problem: GrpcError | undefined;

  constructor(private readonly maxBytes = MAX_MESSAGE_BYTES) {}

  push(chunk: Buffer): void {
    if (this.problem) return;
    this.chunks.push(chunk);
    this.received += chunk.length;
    if (this.expected === undefined && this.received >= PREFIX_BYTES) this.readPrefix(this.joined());
    if (this.expected !== undefined && this.received > this.expected) {
      this.refuse(GrpcStatus.internal, 'The request holds more than one message; a unary call takes one.');
    }
  }

  /** The message without its prefix. Throws GrpcError. */
  finish(): Buffer {
    if (this.problem) throw this.problem;
    if (this.received !== this.expected) {
      const expected = this.expected ?? PREFIX_BYTES;
      throw new GrpcError(
        GrpcStatus.internal,
        `The request was cut: ${this.received} of at least ${expected} bytes came.`,
      );
    }
    return this.joined().subarray(PREFIX_BYTES);
  }

  private readPrefix(start: Buffer): void {
    const length = start.readUInt32BE(1);
    this.expected = PREFIX_BYTES + length;
    if (start[0] !== 0) {
      this.refuse(GrpcStatus.unimplemented, 'The request is compressed; only uncompressed messages are understood.');
    } else if (length > this.maxBytes) {
      this.refuse(
        GrpcStatus.resourceExhausted,
        `The request has ${length} bytes; at most ${this.maxBytes} are accepted.`,
      );
    }
  }

  private refuse(code: number, message: string): void {
    this.problem = new GrpcError(code, message);
    this.chunks = [];
  }

  private joined(): Buffer {
    const [first] = this.chunks;
    if (this.chunks.length === 1 && first) return first;
    const whole = Buffer.concat(this.chunks);
    this.chunks = [whole];
    return whole;
  }
}
