import { CALL_NAMES, MAGIC_COOKIE, pathOf } from '../../src/bridge/protocol';
import { calls } from '../../src/bridge/protocol/messages';
import { paletteService } from '../../src/service';
import { PROVIDER_FILE } from '../support/palette-folder';
import { PluginHost } from '../support/plugin-host';

const SCHEMA = pathOf('GetProviderSchema');
const silent = () => {};
const log = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };

test('the names of calls that are known without loading the protocol are all of its calls', () => {
  expect([...CALL_NAMES].sort()).toEqual(Object.keys(calls).sort());
});

test('the built provider answers the schema that the build asked of it, the same that the service gives', async () => {
  const service = paletteService({}, { log, maskSecret: silent, redact: (text) => text });
  const host = await PluginHost.start({ command: PROVIDER_FILE, magicCookie: MAGIC_COOKIE, protocolVersions: '5,6' });
  const built = await host.call(SCHEMA, Buffer.alloc(0));
  await host.shutdown();
  expect(built.equals(await service.get(SCHEMA)!(Buffer.alloc(0)))).toBe(true);
});
