import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { PaletteClient, PaletteOptionsError } from '../../src/palette';
import { HttpAnswers } from '../support/http-answers';
import { type Certificate, makeCertificate } from './certificates';
import { API_KEY, errorOf, SUMMARY } from './setup';

it('a proxy that is no URL is refused, without quoting what may hold a password', () => {
  const environment = { HTTPS_PROXY: 'http://user:planted@:x' };
  expect(() => new PaletteClient({ host: 'api.example.com', apiKey: API_KEY, environment })).toThrow(
    new PaletteOptionsError('HTTPS_PROXY', 'Expected HTTPS_PROXY to be a URL such as "http://proxy.example.com:3128".'),
  );
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
