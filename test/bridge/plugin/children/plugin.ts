/** A plugin for tests, started as `plugin.js BEHAVIOUR`: ordinary, or one of the named misbehaviours below. */
import {
  configureLog,
  GrpcError,
  log,
  maskSecret,
  type PluginDefinition,
  servePlugin,
  servePluginForDebugging,
} from '../../../../src/bridge/plugin';

const SECRET = 'hunter2-and-more';

const definition: PluginDefinition = {
  magicCookie: { name: 'TEST_COOKIE', value: 'chocolate' },
  protocolVersions: [5, 6],
  runByHandMessage: 'This is a plugin for tests; start the tests instead.',
  handlers: new Map<string, (request: Buffer) => Buffer | Promise<Buffer>>([
    ['/test.Plugin/Echo', (request) => request],
    ['/test.Plugin/EchoLater', (request) => Promise.resolve(request)],
    ['/test.Plugin/Grow', (request) => Buffer.alloc(request.readUInt32BE(0), 0x61)],
    ['/test.Plugin/Never', () => new Promise<Buffer>(() => {})],
    [
      '/test.Plugin/Refuse',
      (request) => {
        throw new GrpcError(request[0] ?? 0, request.subarray(1).toString());
      },
    ],
    ['/test.Plugin/Break', (request) => Promise.reject(new Error(request.toString()))],
    [
      '/test.Plugin/Print',
      (request) => {
        console.log('a library says %s', request.toString());
        return request;
      },
    ],
    [
      '/test.Plugin/Log',
      (request) => {
        log.warn('a warning', { about: request.toString() });
        log.debug('details', { about: request.toString() });
        return request;
      },
    ],
    [
      '/test.Plugin/Panic',
      (request) => {
        setImmediate(() => {
          throw new Error(`broken by ${request.toString()}`);
        });
        return request;
      },
    ],
    [
      '/test.Plugin/Reject',
      (request) => {
        void Promise.reject(new Error(`rejected by ${request.toString()}`));
        return request;
      },
    ],
  ]),
};

const behaviours: Record<string, () => Promise<unknown>> = {
  ordinary: () => servePlugin(definition),
  'one-version': () => servePlugin({ ...definition, protocolVersions: [6] }),
  'prints-while-starting': async () => {
    const serving = servePlugin(definition);
    console.log('1|6|unix|/somewhere/else|grpc|');
    console.error('not an error');
    console.table([{ a: 1 }]);
    await serving;
  },
  debugging: async () => {
    const reattach = await servePluginForDebugging(definition);
    console.log(JSON.stringify(reattach));
  },
};

configureLog({ module: 'test-plugin', levelVariables: ['TEST_LOG_PLUGIN', 'TEST_LOG'] });
maskSecret(SECRET);
void behaviours[process.argv[2] ?? 'ordinary']?.();
