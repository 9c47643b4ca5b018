import { type UnaryHandler } from './definition';
import { type StreamOpener, type GrpcMethods } from './grpc-server';
import { frameMessage } from './grpc-message';

const EMPTY = Buffer.alloc(0);
/** grpc.health.v1.HealthCheckResponse with status (field 1) = SERVING (1). */
const SERVING = Buffer.from([0x08, 0x01]);

const keepOpen: StreamOpener = () => {};

/**
 * The handlers of a plugin together with the services that every go-plugin host expects beside them:
 * - GRPCController: Shutdown calls `shutDown`, which need not return, since hosts do not read the answer;
 * - GRPCStdio: open and silent, because hosts report what arrives there as unexpected;
 * - GRPCBroker: open and ignored, because no second connection is ever offered or taken;
 * - grpc.health.v1: always SERVING.
 */
export function withGoPluginServices(handlers: ReadonlyMap<string, UnaryHandler>, shutDown: () => void): GrpcMethods {
  return {
    unary: new Map<string, UnaryHandler>([
      ...handlers,
      [
        '/plugin.GRPCController/Shutdown',
        () => {
          shutDown();
          return EMPTY;
        },
      ],
      ['/grpc.health.v1.Health/Check', () => SERVING],
    ]),
    streams: new Map<string, StreamOpener>([
      ['/plugin.GRPCStdio/StreamStdio', keepOpen],
      ['/plugin.GRPCBroker/StartStream', keepOpen],
      ['/grpc.health.v1.Health/Watch', (stream) => void stream.write(frameMessage(SERVING))],
    ]),
  };
}
