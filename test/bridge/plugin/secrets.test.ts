import { maskSecret, redact } from '../../../src/bridge/plugin/secrets';

describe('a masked secret is not shown', () => {
  const secret = 'p@ss "word"/<ü>';
  maskSecret(secret);
  it.each([
    ['plain', `user with ${secret} refused`, 'user with *** refused'],
    ['twice', `${secret}${secret}`, '******'],
    ['in JSON', JSON.stringify({ password: secret }), '{"password":"***"}'],
    ["in Go's JSON", '{"password":"p@ss \\"word\\"/\\u003cü\\u003e"}', '{"password":"***"}'],
    ['in base64', `token ${Buffer.from(secret).toString('base64')}.`, 'token ***.'],
    ['in base64url', `token ${Buffer.from(secret).toString('base64url')}.`, 'token ***.'],
    ['in a URL', `https://h/?p=${encodeURIComponent(secret)}&q=1`, 'https://h/?p=***&q=1'],
    ['in a form', new URLSearchParams({ p: secret, q: '1' }).toString(), 'p=***&q=1'],
  ])('%s', (_, text, shown) => expect(redact(text)).toBe(shown));

  it.each(['a', 'ab', 'abc', 'abcd'])('in the credentials of HTTP basic authentication of user "%s"', (user) => {
    const header = `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
    const shown = redact(header);
    expect(shown).toContain('***');
    const left = Buffer.from(shown.replace('Basic ', '').replace('***', ''), 'base64').toString('latin1');
    expect(left).not.toContain('word');
  });
});

it('a value of fewer than four characters is not masked', () => {
  maskSecret('xyz');
  expect(redact('xyz')).toBe('xyz');
});

it('the longer of two overlapping secrets is masked whole', () => {
  maskSecret('overlap');
  maskSecret('overlapping-secret');
  expect(redact('overlap overlapping-secret')).toBe('*** ***');
});

it('a secret read from a file is masked without its line end too', () => {
  maskSecret('from-a-file\n');
  expect(redact('from-a-file!')).toBe('***!');
});

it('a key is masked line by line, and its PEM frame is not', () => {
  maskSecret('-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMG\nByqGSM49AgEG\nab==\n-----END PRIVATE KEY-----\n');
  expect(redact('2: ByqGSM49AgEG\n-----BEGIN PRIVATE KEY-----')).toBe('2: ***\n-----BEGIN PRIVATE KEY-----');
});

it('a secret that holds half a character does not break anything', () => {
  maskSecret('half \ud83d character');
  expect(redact('half \ud83d character')).toBe('***');
});
