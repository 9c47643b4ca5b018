import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { PaletteClient, PaletteOptionsError } from '../../src/palette';
import { proxyFor } from '../../src/palette/proxy';
import { HttpAnswers } from '../support/http-answers';
import { type Certificate, makeCertificate } from './certificates';
import { API_KEY, errorOf, SUMMARY } from './setup';

describe('the proxy for an origin', () => {
  const proxy = 'http://proxy.example.com:3128';
  const through = 'http://proxy.example.com:3128/';
  it.each<[string, string, Record<string, string>, string | undefined]>([
    ['none is set', 'https://api.example.com', {}, undefined],
    ['HTTPS_PROXY', 'https://api.example.com', { HTTPS_PROXY: proxy }, through],
    ['https_proxy', 'https://api.example.com', { https_proxy: proxy }, through],
    ['lower case wins', 'https://api.example.com', { https_proxy: proxy, HTTPS_PROXY: 'http://other' }, through],
    ['an empty one', 'https://api.example.com', { https_proxy: '', HTTPS_PROXY: '' }, undefined],
    ['without a scheme', 'https://api.example.com', { HTTPS_PROXY: 'proxy.example.com:3128' }, through],
    ['HTTP_PROXY has no say', 'https://api.example.com', { HTTP_PROXY: proxy }, undefined],
    ['loopback by address', 'http://127.0.0.1:8080', { HTTPS_PROXY: proxy, HTTP_PROXY: proxy }, undefined],
    ['loopback by name', 'https://localhost:8080', { HTTPS_PROXY: proxy }, undefined],
    [
      'NO_PROXY: the host',
      'https://api.example.com',
      { HTTPS_PROXY: proxy, NO_PROXY: 'a.b, API.example.com' },
      undefined,
    ],
    ['NO_PROXY: its domain', 'https://api.example.com', { HTTPS_PROXY: proxy, no_proxy: '.example.com' }, undefined],
    [
      'NO_PROXY: its domain, without a dot',
      'https://api.example.com',
      { HTTPS_PROXY: proxy, no_proxy: 'example.com' },
      undefined,
    ],
    [
      'NO_PROXY: its domain, with a star',
      'https://api.example.com',
      { HTTPS_PROXY: proxy, no_proxy: '*.example.com' },
      undefined,
    ],
    ['NO_PROXY: not part of a word', 'https://api.example.com', { HTTPS_PROXY: proxy, NO_PROXY: 'ample.com' }, through],
    ['NO_PROXY: *', 'https://api.example.com', { HTTPS_PROXY: proxy, NO_PROXY: '*' }, undefined],
    [
      'NO_PROXY: its port',
      'https://api.example.com',
      { HTTPS_PROXY: proxy, NO_PROXY: 'api.example.com:443' },
      undefined,
    ],
    [
      'NO_PROXY: another port',
      'https://api.example.com',
      { HTTPS_PROXY: proxy, NO_PROXY: 'api.example.com:8443' },
      through,
    ],
    ['NO_PROXY: its block', 'https://10.1.2.3', { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/8' }, undefined],
    [
      'NO_PROXY: another block',
      'https://10.1.2.3',
      { HTTPS_PROXY: proxy, NO_PROXY: '192.168.0.0/16,10.0.0.0/99,x/8' },
      through,
    ],
    ['NO_PROXY: an IPv6 address', 'https://[fd00::1]', { HTTPS_PROXY: proxy, NO_PROXY: 'fd00::1' }, undefined],
    ['NO_PROXY: an IPv6 block', 'https://[fd00::1]', { HTTPS_PROXY: proxy, NO_PROXY: 'fd00::/8' }, undefined],
  ])('%s', (_situation, origin, environment, expected) => {
    expect(proxyFor(new URL(origin), environment)?.href).toBe(expected);
  });

  it('refuses one that is no URL, without quoting what may hold a password', () => {
    const call = (): unknown => proxyFor(new URL('https://api.example.com'), { HTTPS_PROXY: 'http://user:planted@:x' });
    expect(call).toThrow(
      new PaletteOptionsError(
        'HTTPS_PROXY',
        'Expected HTTPS_PROXY to be a URL such as "http://proxy.example.com:3128".',
      ),
    );
  });
});

describe('through a real proxy', () => {
  let root: Certificate;
  let server: HttpAnswers;
  let proxy: Server;
  let client: PaletteClient;
  let asked: IncomingMessage[];
  let refuseWith: string | undefined;

  beforeAll(async () => {
    root = await makeCertificate({ name: 'root', isAuthority: true });
  });
  beforeEach(async () => {
    asked = [];
    refuseWith = undefined;
    server = await HttpAnswers.start(
      await makeCertificate({ name: 'palette', issuer: root, hosts: ['palette.example.com'] }),
    );
    server.on(SUMMARY, { json: { items: [] } });
    proxy = createServer();
    // The proxy, not the client, knows where the name leads.
    proxy.on('connect', (request: IncomingMessage, client: Duplex) => {
      asked.push(request);
      if (refuseWith !== undefined) return void client.end(`HTTP/1.1 ${refuseWith}\r\n\r\n`);
      const tunnel = connect(server.port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        tunnel.pipe(client).pipe(tunnel);
      });
      for (const end of [client, tunnel]) end.on('error', () => {});
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const HTTPS_PROXY = `http://me:planted-proxy-password@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    client = new PaletteClient({
      host: 'palette.example.com',
      apiKey: API_KEY,
      environment: { HTTPS_PROXY },
      caCertificate: root.cert,
      maxRetries: 0,
    });
  });
  afterEach(async () => {
    await client.close();
    await server.close();
    proxy.closeAllConnections();
    proxy.close();
  });

  it("reaches Palette, with the proxy's user name and password, and keeps the API key from the proxy", async () => {
    expect(await client.listRegistries()).toEqual([]);
    expect(asked.map((request) => request.url)).toEqual(['palette.example.com:443']);
    const login = Buffer.from('me:planted-proxy-password').toString('base64');
    expect(asked[0]?.headers['proxy-authorization']).toBe(`Basic ${login}`);
    expect(JSON.stringify(asked[0]?.headers)).not.toContain(API_KEY);
  });

  it.each([
    ['403 Forbidden', 'Allow that host in the proxy.', 403],
    ['407 Proxy Authentication Required', 'Put its user name and password into HTTPS_PROXY.', 407],
  ])('says what it means that the proxy answers %s', async (answer, advice, status) => {
    refuseWith = answer;
    const error = await errorOf(client.listRegistries());
    const address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    expect(error.message).toBe(
      `The proxy "${address}" refused a connection to "palette.example.com" (${status}). ${advice} ${SUMMARY} got no answer: UND_ERR_ABORTED, Proxy response (${status}) !== 200 when HTTP Tunneling.`,
    );
    expect(error).toMatchObject({ reason: 'unreachable', transient: false });
  });

  it('says that it is the proxy that does not answer', async () => {
    proxy.close();
    const error = await errorOf(client.listRegistries());
    expect(error.message).toMatch(
      /^Nothing accepts connections at the proxy "127\.0\.0\.1:\d+"\. Check the host and its port\./,
    );
    expect(error.message).not.toContain('planted');
  });
});
