import { PaletteClient, PaletteOptionsError } from '../../src/palette';
import { parseHost } from '../../src/palette/host';

describe('accepts', () => {
  it.each([
    ['api.spectrocloud.com', 'https://api.spectrocloud.com'],
    ['https://api.spectrocloud.com', 'https://api.spectrocloud.com'],
    ['https://api.spectrocloud.com/', 'https://api.spectrocloud.com'],
    ['HTTPS://Palette.Example.Com:8443', 'https://palette.example.com:8443'],
    [' palette.example.com ', 'https://palette.example.com'],
    ['palette.example.com:8443', 'https://palette.example.com:8443'],
    ['10.0.0.7', 'https://10.0.0.7'],
    ['[fd00::1]:8443', 'https://[fd00::1]:8443'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost', 'http://localhost'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['http://palette.localhost:8080', 'http://palette.localhost:8080'],
  ])('%s', (host, origin) => expect(parseHost(host).origin).toBe(origin));
});

describe('refuses', () => {
  const expected = 'Expected a host such as "api.spectrocloud.com"';
  it.each([
    ['', `${expected}, got nothing.`],
    ['https://', `${expected} or "https://api.spectrocloud.com", got "https://".`],
    ['palette example.com', `${expected} or "https://api.spectrocloud.com", got "palette example.com".`],
    ['ftp://palette.example.com', `${expected} or "https://api.spectrocloud.com", got "ftp://palette.example.com".`],
    ['palette.example.com:99999', `${expected} or "https://api.spectrocloud.com", got "palette.example.com:99999".`],
    [
      'https://a:planted@palette.example.com',
      `${expected}, got one with a user name or password. Remove it: Palette takes the API key only.`,
    ],
    [
      'https://palette.example.com/v1',
      `${expected}, got "https://palette.example.com/v1". Remove what follows the host: write "palette.example.com".`,
    ],
    [
      'palette.example.com?x=1',
      `${expected}, got "palette.example.com?x=1". Remove what follows the host: write "palette.example.com".`,
    ],
    [
      'http://palette.example.com',
      '"http://palette.example.com" would send the API key unencrypted. Write "https://palette.example.com"; "http://" is for this computer only, such as "http://127.0.0.1:8080".',
    ],
    [
      'http://127.0.0.1.example.com',
      '"http://127.0.0.1.example.com" would send the API key unencrypted. Write "https://127.0.0.1.example.com"; "http://" is for this computer only, such as "http://127.0.0.1:8080".',
    ],
  ])('%s', (host, message) => expect(() => parseHost(host)).toThrow(new PaletteOptionsError('host', message)));
});

it.each([
  ['', 'Expected an API key, got an empty text.'],
  [
    'key\n',
    'Expected an API key, got a text with blanks, line breaks or characters that no API key has. Copy it again.',
  ],
])('the client refuses the API key %j', (apiKey, message) => {
  expect(() => new PaletteClient({ host: 'api.spectrocloud.com', apiKey, environment: {} })).toThrow(
    new PaletteOptionsError('apiKey', message),
  );
});
