import { constants } from 'node:http2';
import { createHostCertificate, PluginConnection, type PluginHost } from '../../support/plugin-host';
import { PluginFixture } from './plugin-fixture';

let fixture: PluginFixture;
beforeAll(async () => (fixture = await PluginFixture.create()));
afterAll(() => fixture.remove());

describe.each([
  ['with mutual TLS', true],
  ['without TLS', false],
])('a call %s', (_, secure) => {
  let host: PluginHost;
  beforeAll(async () => {
    host = await fixture.host('ordinary', secure ? {} : { certificate: undefined });
  });
  afterAll(() => fixture.killAll());

  it.each(['/test.Plugin/Echo', '/test.Plugin/EchoLater'])('%s is answered', async (path) => {
    expect(await host.call(path, Buffer.from('hello'))).toEqual(Buffer.from('hello'));
    expect(await host.call(path)).toEqual(Buffer.alloc(0));
  });

  it('of 20 MB is answered with 20 MB', async () => {
    const message = Buffer.alloc(20_000_000, 'some text ');
    expect((await host.call('/test.Plugin/Echo', message)).equals(message)).toBe(true);
  });

  it('is not refused while a big answer waits to be read', async () => {
    const connection = await host.connection();
    const big = connection.openStream('/test.Plugin/Grow').end(Buffer.from('000000000403000000', 'hex')); // 48 MiB
    await new Promise((resolve) => big.once('response', resolve));
    expect(await connection.call('/test.Plugin/Echo', Buffer.from('hello'))).toEqual(Buffer.from('hello'));
    big.close(constants.NGHTTP2_CANCEL);
  });

  it('is answered while two hundred others wait', async () => {
    const connection = await host.connection();
    const waiting = Array.from({ length: 200 }, () => connection.openStream('/test.Plugin/Never').end(Buffer.alloc(5)));
    expect(await host.call('/test.Plugin/Echo', Buffer.from('hello'))).toEqual(Buffer.from('hello'));
    for (const stream of waiting) stream.close(constants.NGHTTP2_CANCEL);
  });

  it.each([
    ['refused with a status', '/test.Plugin/Refuse', '\x05no "such" thing', 5, 'no "such" thing'],
    ['refused with a difficult text', '/test.Plugin/Refuse', '\x09100 % für\nEuropa ', 9, '100 % für\nEuropa '],
    ['refused without a text', '/test.Plugin/Refuse', '\x05', 5, ''],
    ['that breaks', '/test.Plugin/Break', 'division by zero', 13, 'division by zero'],
    ['that breaks with a secret', '/test.Plugin/Break', 'bad key hunter2-and-more', 13, 'bad key ***'],
    ['that nobody answers', '/test.Plugin/Nothing', 'x', 12, 'This plugin has no method "/test.Plugin/Nothing".'],
  ])('%s ends with the code and the message', async (_, path, request, code, message) => {
    await expect(host.call(path, Buffer.from(request))).rejects.toMatchObject({ code, message });
  });

  it.each([
    ['compressed', '0100000001ff', 12, 'The request is compressed; only uncompressed messages are understood.'],
    ['cut', '000000000aff', 13, 'The request was cut: 6 of at least 15 bytes came.'],
    ['empty', '', 13, 'The request was cut: 0 of at least 5 bytes came.'],
    ['too long', '00ffffffff', 8, 'The request has 4294967295 bytes; at most 268435456 are accepted.'],
    [
      'more than one message',
      '00000000000000000000',
      13,
      'The request holds more than one message; a unary call takes one.',
    ],
  ])('whose request is %s is refused', async (_, request, code, message) => {
    const connection = await host.connection();
    await expect(connection.callRaw('/test.Plugin/Echo', Buffer.from(request, 'hex'))).rejects.toMatchObject({
      code,
      message,
    });
  });

  it('that is cancelled harms no other', async () => {
    const connection = await host.connection();
    const cancelled = connection.openStream('/test.Plugin/EchoLater');
    cancelled.write(Buffer.from('0000000064', 'hex'));
    cancelled.close(constants.NGHTTP2_CANCEL);
    const late = connection.openStream('/test.Plugin/Never').end(Buffer.alloc(5));
    late.close(constants.NGHTTP2_CANCEL);
    expect(await host.call('/test.Plugin/Echo', Buffer.from('hello'))).toEqual(Buffer.from('hello'));
  });

  it('about health says SERVING', async () => {
    expect(await host.call('/grpc.health.v1.Health/Check')).toEqual(Buffer.from('0801', 'hex'));
  });

  it('that watches health is told SERVING once, and stays open', async () => {
    const watch = (await host.connection()).openStream('/grpc.health.v1.Health/Watch').end(Buffer.alloc(5));
    const message = await new Promise((resolve) => watch.once('data', resolve));
    expect(message).toEqual(Buffer.from('00000000020801', 'hex'));
    await host.call('/test.Plugin/Echo');
    expect(watch.readableEnded).toBe(false);
    watch.close(constants.NGHTTP2_CANCEL);
  });

  it.each(['/plugin.GRPCStdio/StreamStdio', '/plugin.GRPCBroker/StartStream'])(
    'of %s stays open and silent',
    async (path) => {
      const stream = (await host.connection()).openStream(path);
      const received: unknown[] = [];
      stream.on('data', (chunk) => received.push(chunk));
      const opened = new Promise((resolve) => stream.once('response', resolve));
      stream.write(Buffer.alloc(5));
      expect(await opened).toMatchObject({ ':status': 200, 'content-type': 'application/grpc' });
      await host.call('/test.Plugin/Echo');
      expect(received).toEqual([]);
      expect(stream.readableEnded).toBe(false);
      stream.close(constants.NGHTTP2_CANCEL);
    },
  );
});

describe('mutual TLS', () => {
  afterEach(() => fixture.killAll());

  it('refuses a client without a certificate, and one with another, before any handler runs', async () => {
    const host = await fixture.host('ordinary', { environment: { TEST_LOG: 'warn' } });
    for (const stranger of [undefined, await createHostCertificate('P-256'), await createHostCertificate()]) {
      const attempt = host.connectAs(stranger).then((connection) => connection.call('/test.Plugin/Log'));
      await expect(attempt).rejects.toThrow(/NGHTTP2_REFUSED_STREAM|closed|ECONNRESET|EPIPE/);
    }
    expect(host.process.stderr).toBe('');
    expect(await host.call('/test.Plugin/Log', Buffer.from('the host'))).toEqual(Buffer.from('the host'));
    expect((await host.shutdown()).stderr).toContain('the host');
  });

  it('refuses a client that speaks no TLS', async () => {
    const host = await fixture.host();
    const { network, address } = host.handshake;
    const attempt = PluginConnection.open({ network, address }).then((plain) => plain.call('/test.Plugin/Echo'));
    await expect(attempt).rejects.toThrow();
    expect(await host.call('/test.Plugin/Echo', Buffer.from('hello'))).toEqual(Buffer.from('hello'));
  });
});
