import { issueCertificate } from '../support/certificates';
import { type OddAnswer, sendJson } from '../support/odd-server';
import { AUTHORIZATION, BASIC as basic, closeAll, failureOf, openRegistry, serve, serveAll } from './setup';

afterEach(closeAll);

describe('credentials', () => {
  const challenge =
    (value: string, andThen: OddAnswer): OddAnswer =>
    (request, response) =>
      request.headers.authorization === undefined
        ? sendJson(response, 401, {}, { 'www-authenticate': value })
        : andThen(request, response);
  const ok: OddAnswer = (_, response) => sendJson(response, 200, { tags: [] });

  it('are sent when they are asked for, not before', async () => {
    const server = await serve({ '/v2/': challenge('Basic realm="x"', ok) });
    await openRegistry({ ...server, credentials: basic }).ping();
    expect(server.seen).toEqual(['GET /v2/', `GET /v2/ ${AUTHORIZATION}`]);
  });

  it('are sent to a registry that shows strangers something too', async () => {
    const server = await serve({ '/v2/a/tags/list?n=1000': ok });
    await openRegistry({ ...server, credentials: basic }).listTags('a');
    expect(server.seen).toEqual(['GET /v2/', `GET /v2/a/tags/list?n=1000 ${AUTHORIZATION}`]);
  });

  it('go to the token server that the registry names, with its scope', async () => {
    const tokens = await serve({
      '/token?service=s&scope=a%3Ab%3Apull': (_, response) => sendJson(response, 200, { access_token: 'T' }),
    });
    const value = `Bearer realm="${tokens.endpoint}/token",service="s",scope="a:b:pull"`;
    const server = await serve({ '/v2/': challenge(value, ok) });
    await openRegistry({ ...server, credentials: basic }).ping();
    expect(tokens.seen).toEqual([`GET /token?service=s&scope=a%3Ab%3Apull ${AUTHORIZATION}`]);
    expect(server.seen).toEqual(['GET /v2/', 'GET /v2/ Bearer T']);
  });

  it('are asked for anew when the token is no longer taken', async () => {
    let valid = 0;
    const tokens = await serve({ '/token': (_, response) => sendJson(response, 200, { token: `T${(valid += 1)}` }) });
    const server = await serveAll((request, response) => {
      if (request.headers.authorization === `Bearer T${valid}`) return sendJson(response, 200, {});
      sendJson(response, 401, {}, { 'www-authenticate': `Bearer realm="${tokens.endpoint}/token"` });
    });
    const registry = openRegistry({ ...server, credentials: basic });
    await registry.ping();
    valid += 10;
    await registry.ping();
    expect(server.seen).toEqual(['GET /v2/', 'GET /v2/ Bearer T1', 'GET /v2/ Bearer T1', 'GET /v2/ Bearer T12']);
  });

  it.each([
    [
      'a token server without TLS',
      'Bearer realm="http://tokens.example.com/t"',
      'names the token server "http://tokens.example.com"',
    ],
    ['no URL', 'Bearer realm="tokens"', 'names no token server'],
    ['nothing', 'Bearer', 'names no token server'],
  ])('are not sent to %s', async (_, value, sentence) => {
    const { certificate, key } = await issueCertificate({ name: 'registry' });
    const server = await serveAll(challenge(value, ok), { cert: certificate, key });
    const error = await failureOf(openRegistry({ ...server, tls: { ca: certificate }, credentials: basic }).ping());
    expect(error.reason).toBe('invalid-answer');
    expect(error.message).toBe(
      `The registry "${server.host}" ${sentence}. Expected an "https://" URL, because credentials are sent there. Correct ` +
        'the realm in the settings of the registry.',
    );
  });

  it('get no token from a server that sends none', async () => {
    const tokens = await serve({ '/token': (_, response) => sendJson(response, 200, { secret: 'x' }) });
    const server = await serve({ '/v2/': challenge(`Bearer realm="${tokens.endpoint}/token"`, ok) });
    const error = await failureOf(openRegistry({ ...server, credentials: basic }).ping());
    expect(error.message).toBe(
      `The token server "${tokens.host}" sent no token. Expected JSON with "token" or "access_token". Check the realm in the ` +
        `settings of the registry.\n\nGET ${tokens.endpoint}/token: 200`,
    );
  });
});
