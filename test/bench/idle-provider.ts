/**
 * The process of a provider that does nothing: it hands back what Terraform gave it. What a plan takes with it is what no
 * provider of this schema on this bridge can save.
 */
import { type UnaryHandler } from '../../src/bridge/plugin';
import { pathOf } from '../../src/bridge/protocol';
import { decodeMessage } from '../../src/bridge/protocol/protobuf/decode';
import { encodeMessage } from '../../src/bridge/protocol/protobuf/encode';
import { message } from '../../src/bridge/protocol/protobuf/message';
import { serveService } from '../../src/bridge/serve-service';
import { PROVIDER_ADDRESS } from '../../src/provider/address';
import { paletteService } from '../../src/service';

const readRequest = message({ state: [2, 'bytes'], private: [3, 'bytes'] });
const readAnswer = message({ state: [1, 'bytes'], private: [3, 'bytes'] });
const planRequest = message({ state: [2, 'bytes'], private: [5, 'bytes'] });
const planAnswer = message({ state: [1, 'bytes'], private: [3, 'bytes'] });

const idle = new Map<string, UnaryHandler>([
  [pathOf('ValidateResourceConfig'), () => Buffer.alloc(0)],
  [pathOf('ReadResource'), (bytes: Buffer) => encodeMessage(readAnswer, decodeMessage(readRequest, bytes))],
  [pathOf('PlanResourceChange'), (bytes: Buffer) => encodeMessage(planAnswer, decodeMessage(planRequest, bytes))],
]);

void serveService(
  { load: (host) => new Map<string, UnaryHandler>([...paletteService(process.env, host), ...idle]) },
  { address: PROVIDER_ADDRESS },
);
