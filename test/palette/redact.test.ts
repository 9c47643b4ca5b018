import { inspect } from 'node:util';
import { Secrets } from '../../src/palette/redact';
import type { ProgrammedAnswer } from '../support/http-answers';
import { API_KEY, errorOf, SUMMARY, useStage } from './setup';

const stage = useStage({ checkApi: false });
const SECRETS = [
  'planted-password-1',
  'planted "quoted" token',
  'planted-secret-key/+=',
  '-----BEGIN KEY-----\nplantedKeyLine0123456789\nplantedKeyLine9876543210\n-----END KEY-----',
];

/** A server that says everything back: every header and the whole body, in many ways. */
const echo: (as: (text: string) => ProgrammedAnswer) => ProgrammedAnswer = (as) => (request) =>
  as(
    `key ${request.headers['apikey']} in ${request.path}, body ${JSON.stringify(request.body)}, plain ${SECRETS.join(' ')}`,
  );

const echoes: [string, ProgrammedAnswer][] = [
  [
    'an error body',
    echo((text) => ({ status: 404, json: { code: 'ResourceNotFound', message: text, details: { text } } })),
  ],
  ['an error code', echo((text) => ({ status: 400, json: { code: text, message: '' } }))],
  ['a web page', echo((text) => ({ status: 403, text: `<p>${text}</p>`, headers: { 'content-type': 'text/html' } }))],
  ['damaged JSON', echo((text) => ({ text: `${text.slice(0, 60)}`, headers: { 'content-type': 'application/json' } }))],
  ['an answer without a uid', echo((text) => ({ status: 201, json: text }))],
  [
    'a redirect',
    echo((text) => ({ status: 302, headers: { location: `https://login.example.com/?${encodeURI(text)}` } })),
  ],
];

it.each(echoes)('no secret comes back out of %s', async (_situation, answer) => {
  const [password = '', token = '', secretKey = '', key = ''] = SECRETS;
  const create = 'POST /v1/registries/oci/basic';
  stage.server.on(create, answer).on(SUMMARY, answer);
  const client = stage.client();
  const auth = { type: 'basic', username: 'u', password, token, tls: { key } } as const;
  const spec = { endpoint: 'https://r.example.com', auth, credentials: { secretKey } };
  for (const error of [
    await errorOf(client.createRegistry('basic', { metadata: { name: 'r' }, spec })),
    await errorOf(client.listRegistries()),
  ]) {
    expect(inspect(error, { depth: 10 }) + JSON.stringify(error) + String(error.stack)).not.toMatch(/planted/);
  }
});

it('the errors of a damaged connection hold no secret either', async () => {
  stage.server.on('GET /v1/registries/oci/planted-in-path', 'reset');
  const client = stage.client({ apiKey: 'planted-in-path' });
  const error = await errorOf(client.getRegistryEntity('planted-in-path'));
  expect(error.message).toContain('GET /v1/registries/oci/*** got no answer');
  expect(inspect(error, { depth: 10 })).not.toMatch(/planted/);
});

describe('Secrets', () => {
  it.each([
    ['a plain one', 'hunter22', 'x hunter22y', 'x ***y'],
    ['one as JSON writes it', 'a"b\\c', 'said "a\\"b\\\\c"', 'said "***"'],
    ['one as Go writes it in JSON', 'a&b<c', 'said a\\u0026b\\u003cc', 'said ***'],
    ['one as a page writes it', 'a&b<c', 'said a&amp;b&lt;c', 'said ***'],
    ['one as a URL writes it', 'p@ss/word', '?p%40ss%2Fword', '?***'],
    ['a short one, as a word only', 'abc', 'abc, xabcx "abc"', '***, xabcx "***"'],
    ['one with signs of a pattern', 'a.*b$', 'a.*b$ aXXb$', '*** aXXb$'],
    ['the longer of two that overlap', 'secret-and-more', 'secret-and-more', '***'],
  ])('take out %s', (_situation, secret, text, clean) => {
    const secrets = new Secrets();
    secrets.add('secret-and');
    secrets.add(secret);
    secrets.add('');
    expect(secrets.redact(text)).toBe(clean);
  });

  it('leave user names and access keys alone', () => {
    const secrets = new Secrets();
    secrets.addFrom({
      auth: { username: 'robot', password: 'hunter22' },
      list: [{ secretKey: 'hunter33' }],
      nothing: null,
    });
    expect(secrets.redact('robot hunter22 hunter33')).toBe('robot *** ***');
  });
});

it('the API key is not in the object that a log would print', () => {
  expect(inspect(stage.client(), { depth: 10, showHidden: true })).not.toContain(API_KEY);
});
