import { issueCertificate } from '../support/certificates';
import { type OddAnswer, type OddServer, sendJson } from '../support/odd-server';
import { digestOf } from '../support/push-chart';
import { AUTHORIZATION, BASIC as basic, closeAll, failureOf, openRegistry, serve, serveAll } from './setup';

afterEach(closeAll);

describe('content', () => {
  const content = Buffer.from('content');
  const digest = digestOf(content);
  const send =
    (body: Buffer | string): OddAnswer =>
    (_, response) =>
      response.end(body);
  const redirect =
    (location: string, status = 307): OddAnswer =>
    (_, response) =>
      response.writeHead(status, { location }).end();
  const challenged =
    (andThen: OddAnswer): OddAnswer =>
    (request, response) =>
      request.headers.authorization === AUTHORIZATION
        ? andThen(request, response)
        : sendJson(response, 401, {}, { 'www-authenticate': 'Basic realm="x"' });
  const path = `/v2/a/blobs/${digest}`;

  it('is followed to another host, without the credentials', async () => {
    const store = await serve({ '/layer?signature=x': send(content) });
    const server = await serve({
      '/v2/': challenged(send('')),
      [path]: challenged(redirect(`${store.endpoint}/layer?signature=x`)),
    });
    const registry = openRegistry({ ...server, credentials: basic });
    expect(await registry.getBlob('a', digest)).toEqual(content);
    expect(server.seen).toEqual(['GET /v2/', `GET ${path} ${AUTHORIZATION}`]);
    expect(store.seen).toEqual(['GET /layer?signature=x']);
  });

  it('is followed on the same host with them', async () => {
    const server = await serve({
      '/v2/': challenged(send('')),
      [path]: challenged(redirect('/layer', 302)),
      '/layer': challenged(send(content)),
    });
    expect(await openRegistry({ ...server, credentials: basic }).getBlob('a', digest)).toEqual(content);
  });

  it('is not followed back with them', async () => {
    const server: OddServer = await serve({
      '/v2/': challenged(send('')),
      [path]: challenged((request, response) => redirect(`${store.endpoint}/layer`)(request, response)),
      '/back': send(content),
    });
    const store = await serve({ '/layer': redirect(`${server.endpoint}/back`) });
    expect(await openRegistry({ ...server, credentials: basic }).getBlob('a', digest)).toEqual(content);
    expect(server.seen.at(-1)).toBe('GET /back');
  });

  it('names the host that must be reachable too', async () => {
    const server = await serve({ [path]: redirect('http://127.0.0.1:1/layer?signature=x') });
    const error = await failureOf(openRegistry(server).getBlob('a', digest));
    expect(error).toMatchObject({ reason: 'refused', url: 'http://127.0.0.1:1/layer' });
    expect(error.message).toBe(
      'The content server "127.0.0.1:1" refused the connection. Expected a server that listens there. Check host and port, ' +
        `and that no firewall closes them. The registry "${server.host}" keeps this content there, so that host must be ` +
        'reachable too.\n\nGET http://127.0.0.1:1/layer: connect ECONNREFUSED 127.0.0.1:1',
    );
  });

  it.each<[string, (host: string) => OddAnswer, string]>([
    ['in circles', () => redirect(path), 'redirected more than 5 times'],
    ['nowhere', () => redirect('http://['), 'redirected to something that is not a URL'],
    ['to a file', () => redirect('file:///etc/passwd'), 'redirected to "file://", which is not secure'],
  ])('is not followed %s', async (_, answer, what) => {
    const server = await serve({ [path]: answer('') });
    const error = await failureOf(openRegistry(server).getBlob('a', digest));
    expect(error.reason).toBe('invalid-answer');
    expect(error.message).toBe(
      `The registry "${server.host}" ${what}. Expected a redirect to where the content is. Check the registry.\n\n` +
        `GET ${server.endpoint}${path}`,
    );
  });

  it('is not followed from TLS to a place without', async () => {
    const { certificate, key } = await issueCertificate({ name: 'registry' });
    const server = await serveAll(
      (request, response) =>
        request.url === '/v2/'
          ? sendJson(response, 200, {})
          : redirect('http://store.example.com/layer?signature=x')(request, response),
      { cert: certificate, key },
    );
    const error = await failureOf(openRegistry({ ...server, tls: { ca: certificate } }).getBlob('a', digest));
    expect(error.message).toBe(
      `The registry "${server.host}" redirected to "http://store.example.com", which is not secure. Expected a redirect to ` +
        `where the content is. Check the registry.\n\nGET ${server.endpoint}${path}`,
    );
  });

  it('must be what the digest says', async () => {
    const server = await serve({ [path]: send('c0ntent') });
    const error = await failureOf(openRegistry(server).getBlob('a', digest));
    expect(error.reason).toBe('invalid-answer');
    expect(error.message).toBe(
      `The registry "${server.host}" sent other content than the one asked for. Expected the digest "${digest}", got ` +
        `"${digestOf(Buffer.from('c0ntent'))}". The content may be damaged in the registry, or changed by a proxy on the ` +
        `way.\n\nGET ${server.endpoint}${path}`,
    );
  });

  it('must have a digest that can be checked', async () => {
    const server = await serve({ '/v2/a/blobs/md5:abc': send(content) });
    const error = await failureOf(openRegistry(server).getBlob('a', 'md5:abc'));
    expect(error.message).toMatch(
      'The digest "md5:abc" cannot be checked. Expected "sha256:" or "sha512:" and hexadecimal digits.',
    );
  });

  it('must not be larger than allowed', async () => {
    const server = await serve({ [path]: send(content) });
    const registry = openRegistry(server);
    expect(await registry.getBlob('a', digest, { limitBytes: 7 })).toEqual(content);
    const error = await failureOf(registry.getBlob('a', digest, { limitBytes: 6 }));
    expect(error.message).toBe(
      `The registry "${server.host}" sent more than 6 bytes. Expected less for this kind of content. Check what stands ` +
        `there.\n\nGET ${server.endpoint}${path}`,
    );
  });

  it('of a manifest must be what its header says', async () => {
    const answer: OddAnswer = (_, response) => sendJson(response, 200, {}, { 'docker-content-digest': digest });
    const server = await serve({ '/v2/a/manifests/1': answer });
    const error = await failureOf(openRegistry(server).getManifest('a', '1'));
    expect(error.message).toMatch('sent other content than the one asked for.');
  });

  it('of a manifest must be JSON', async () => {
    const server = await serve({ '/v2/a/manifests/1': send('no json') });
    const error = await failureOf(openRegistry(server).getManifest('a', '1'));
    expect(error.message).toMatch(
      `The registry "${server.host}" sent no manifest. Expected JSON. Check what stands there.`,
    );
  });
});
