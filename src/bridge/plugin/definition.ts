/**
 * Answers one unary gRPC call: the message's bytes in, the answer's bytes out.
 * It may throw a {@link GrpcError} to choose the status; anything else thrown becomes status 13 (INTERNAL) with its message.
 */
export type UnaryHandler = (request: Buffer) => Buffer | Promise<Buffer>;

/** What a plugin is: how a host recognizes it, and what it answers. */
export interface PluginDefinition {
  /** The environment variable by which a host says that it, and not a person, started the process. */
  readonly magicCookie: { readonly name: string; readonly value: string };
  /** Versions of the host's protocol that the handlers speak, in any order; the highest that the host knows too is used. */
  readonly protocolVersions: readonly number[];
  /** Unary methods by their full gRPC path, such as "/package.Service/Method". */
  readonly handlers: ReadonlyMap<string, UnaryHandler>;
  /** Printed to stderr, with exit code 1, when the magic cookie is missing. */
  readonly runByHandMessage: string;
}
