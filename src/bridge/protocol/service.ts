import { dataSourceHandlers } from './data-source-handlers';
import { ephemeralHandlers } from './ephemeral-handlers';
import { functionHandlers } from './function-handlers';
import type { Handlers, Translation } from './handlers';
import { type CallName, pathOf } from './identity';
import { calls } from './messages';
import { decodeMessage } from './protobuf/decode';
import { encodeMessage } from './protobuf/encode';
import type { Message } from './protobuf/message';
import { providerHandlers } from './provider-handlers';
import { resourceHandlers } from './resource-handlers';
import { schemaHandlers } from './schema-handlers';

/** One call in bytes: the request's message in, the answer's message out. */
export type BytesHandler = (request: Buffer) => Promise<Buffer>;

/**
 * The service `tfplugin6.Provider` as handlers of bytes, by full gRPC path. Calls that a provider without resource
 * identity and lists does not have are left out: the transport answers those with UNIMPLEMENTED, as core expects.
 */
export function providerService(translation: Translation): ReadonlyMap<string, BytesHandler> {
  const handlers: Handlers = {
    ...schemaHandlers(translation),
    ...providerHandlers(translation),
    ...resourceHandlers(translation),
    ...dataSourceHandlers(translation),
    ...ephemeralHandlers(translation),
    ...functionHandlers(translation),
  };
  return new Map(
    Object.entries(calls).map(([name, { request, response }]) => [
      pathOf(name as CallName),
      bytesHandler(request, response, handlers[name as keyof Handlers] as AnyHandler),
    ]),
  );
}

type AnyHandler = (request: object) => object | Promise<object>;

function bytesHandler(request: Message, response: Message, handle: AnyHandler): BytesHandler {
  return async (bytes) => encodeMessage(response, await handle(decodeMessage(request, bytes)));
}
