import { readdirSync } from 'node:fs';
import { makeTemporaryFolder } from './child-program';
import { PluginFixture } from './plugin-fixture';

let fixture: PluginFixture;
beforeAll(async () => (fixture = await PluginFixture.create()));
afterEach(() => fixture.killAll());
afterAll(() => fixture.remove());

describe('a process that no host started', () => {
  it.each([
    ['without the cookie', undefined],
    ['with another cookie', { name: 'TEST_COOKIE', value: 'vanilla' }],
  ])('%s says so on stderr and ends with code 1', async (_, magicCookie) => {
    expect(await fixture.process('ordinary', { magicCookie }).exited).toEqual({
      code: 1,
      signal: null,
      stdout: '',
      stderr: 'This is a plugin for tests; start the tests instead.\n',
    });
  });
});

describe('protocol versions', () => {
  it.each([
    ['5,6', 6],
    ['6,5', 6],
    ['5', 5],
    [undefined, 5],
  ])('a host that offers %s gets version %i', async (protocolVersions, version) => {
    const host = await fixture.host('ordinary', { protocolVersions });
    expect(host.handshake.protocolVersion).toBe(version);
  });

  it('none in common is one line on stdout, because hosts show that line, and exit code 1', async () => {
    const exit = await fixture.process('one-version', { protocolVersions: '4,5' }).exited;
    expect(exit).toMatchObject({
      code: 1,
      stdout:
        'This plugin speaks protocol version 6; the program that started it offers 4, 5. The program is too old for this plugin: update the program.\n',
      stderr: '',
    });
  });
});

it('a host certificate that is none is reported as a bug of the host', async () => {
  const exit = await fixture.process('ordinary', { environment: { PLUGIN_CLIENT_CERT: 'nothing' } }).exited;
  expect(exit).toMatchObject({
    code: 1,
    stdout:
      'The program that started this plugin sent no PEM certificate in PLUGIN_CLIENT_CERT. This is a bug of that program.\n',
  });
});

it('a library that prints cannot break the handshake', async () => {
  const host = await fixture.host('prints-while-starting');
  expect(host.handshake.network).toBe('unix');
  await host.call('/test.Plugin/Print', Buffer.from('hello'));
  expect(await host.shutdown()).toMatchObject({ stdout: `${host.handshake.line}\n`, stderr: '' });
});

it('what a library prints is in the log', async () => {
  const host = await fixture.host('prints-while-starting', { environment: { TEST_LOG: 'trace' } });
  await host.call('/test.Plugin/Print', Buffer.from('the password hunter2-and-more'));
  const { stderr } = await host.shutdown();
  const lines = stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>);
  expect(lines.map((line) => `${line['@level']}: ${line['@message']}`)).toEqual([
    'info: 1|6|unix|/somewhere/else|grpc|',
    'error: not an error',
    'info: [ { a: 1 } ]',
    'info: a library says the password ***',
  ]);
});

describe('the log on stderr', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['is empty when nobody asks', {}, []],
    ['has what the general variable asks for', { TEST_LOG: 'DEBUG' }, ['warn', 'debug']],
    ['follows the more specific variable', { TEST_LOG: 'debug', TEST_LOG_PLUGIN: 'warn' }, ['warn']],
    ['can be off for the plugin alone', { TEST_LOG: 'debug', TEST_LOG_PLUGIN: 'off' }, []],
    ['has everything for a word that is no level', { TEST_LOG: 'json' }, ['warn', 'debug']],
    ['ignores an empty variable', { TEST_LOG: 'warn', TEST_LOG_PLUGIN: '' }, ['warn']],
  ])('%s', async (_, environment, levels) => {
    const host = await fixture.host('ordinary', { environment });
    await host.call('/test.Plugin/Log', Buffer.from('it'));
    const { stderr } = await host.shutdown();
    const lines = stderr.split('\n').filter((line) => line !== '');
    expect(lines.map((line) => (JSON.parse(line) as Record<string, unknown>)['@level'])).toEqual(levels);
    for (const line of lines) {
      expect(line).toMatch(
        /^\{"about":"it","@level":"\w+","@message":"[\w ]+","@module":"test-plugin","@timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"\}$/,
      );
    }
  });
});

it('the socket is on TCP, in the range of the host, where the folder for temporary files has a long name', async () => {
  const host = await fixture.host('ordinary', {
    environment: {
      PLUGIN_UNIX_SOCKET_DIR: `/tmp/${'x'.repeat(100)}`,
      PLUGIN_MIN_PORT: '20000',
      PLUGIN_MAX_PORT: '21000',
    },
  });
  expect(host.handshake.network).toBe('tcp');
  const port = Number(host.handshake.address.replace('127.0.0.1:', ''));
  expect(port).toBeGreaterThanOrEqual(20_000);
  expect(port).toBeLessThanOrEqual(21_000);
  expect(await host.call('/test.Plugin/Echo', Buffer.from('hi'))).toEqual(Buffer.from('hi'));
});

it('the socket folder is gone as soon as the host has connected', async () => {
  const folder = makeTemporaryFolder();
  const host = await fixture.host('ordinary', { environment: { PLUGIN_UNIX_SOCKET_DIR: folder.path } });
  expect(readdirSync(folder.path)).toHaveLength(1);
  await host.call('/test.Plugin/Echo');
  expect(readdirSync(folder.path)).toEqual([]);
  folder.remove();
});
