import { isLoopback, proxyFor } from '../../src/http';

const PROXY = 'http://proxy.example.com:3128';
const THROUGH = `${PROXY}/`;
const SECURE = 'https://api.example.com/v1/things';
const PLAIN = 'http://api.example.com/';
const OTHER = 'http://other.example.com';

const refuse = (variable: string): Error => new Error(`not a URL: ${variable}`);
const proxyOf = (url: string, environment: Record<string, string>): string | undefined =>
  proxyFor(new URL(url), environment, refuse)?.href;

describe('the proxy for a URL', () => {
  it.each<[string, string, Record<string, string>, string | undefined]>([
    ['none if nothing is set', SECURE, {}, undefined],
    ['HTTPS_PROXY', SECURE, { HTTPS_PROXY: PROXY }, THROUGH],
    ['https_proxy', SECURE, { https_proxy: PROXY }, THROUGH],
    ['https_proxy first', SECURE, { HTTPS_PROXY: OTHER, https_proxy: PROXY }, THROUGH],
    ['HTTPS_PROXY where https_proxy is empty', SECURE, { HTTPS_PROXY: PROXY, https_proxy: '' }, THROUGH],
    ['one without a scheme', SECURE, { HTTPS_PROXY: 'proxy.example.com:3128' }, THROUGH],
    ['none if it is set to nothing', SECURE, { https_proxy: '', HTTPS_PROXY: '' }, undefined],
    ['none if it is set to blanks', SECURE, { HTTPS_PROXY: ' ' }, undefined],
    ['none for https if only HTTP_PROXY is set', SECURE, { HTTP_PROXY: PROXY }, undefined],
    ['HTTP_PROXY for http', PLAIN, { HTTP_PROXY: PROXY, HTTPS_PROXY: OTHER }, THROUGH],
    ['none for http if only HTTPS_PROXY is set', PLAIN, { HTTPS_PROXY: PROXY }, undefined],
    ['none for localhost', 'https://localhost:5000/', { HTTPS_PROXY: PROXY }, undefined],
    ['none for a name below localhost', 'https://api.localhost/', { HTTPS_PROXY: PROXY }, undefined],
    ['none for 127.0.0.1', 'http://127.0.0.1:8080/', { HTTPS_PROXY: PROXY, HTTP_PROXY: PROXY }, undefined],
    ['none for ::1', 'https://[::1]:5000/', { HTTPS_PROXY: PROXY }, undefined],
    ['none where no_proxy says so', SECURE, { HTTPS_PROXY: PROXY, no_proxy: 'example.com' }, undefined],
  ])('is %s', (_situation, url, environment, expected) => {
    expect(proxyOf(url, environment)).toBe(expected);
  });

  it.each([
    ['*', SECURE, true],
    ['api.example.com', SECURE, true],
    ['example.com', SECURE, true],
    ['.example.com', SECURE, true],
    ['*.example.com', SECURE, true],
    ['API.example.com', SECURE, true],
    ['ample.com', SECURE, false],
    ['api.example.com.evil', SECURE, false],
    ['a.b, api.example.com', SECURE, true],
    ['a.b api.example.com', SECURE, true],
    ['api.example.com:443', SECURE, true],
    ['api.example.com:8443', SECURE, false],
    ['api.example.com:8443', 'https://api.example.com:8443/', true],
    ['api.example.com:80', PLAIN, true],
    ['api.example.com:443', PLAIN, false],
    ['10.1.2.3', 'https://10.1.2.3/', true],
    ['10.0.0.0/8', 'https://10.1.2.3/', true],
    ['10.0.0.0/8', 'https://11.1.2.3/', false],
    ['10.0.0.0/99', 'https://10.1.2.3/', false],
    ['192.168.0.0/16,x/8', 'https://10.1.2.3/', false],
    ['10.0.0.0/8', SECURE, false],
    ['fd00::/8', 'https://[fd12::1]/', true],
    ['fd12::1', 'https://[fd12::1]/', true],
    ['fd12::1', 'https://[fd12::2]/', false],
    ['', SECURE, false],
  ])('is none where NO_PROXY "%s" excepts %s: %s', (exceptions, url, isExcepted) => {
    const environment = { HTTPS_PROXY: PROXY, HTTP_PROXY: PROXY, NO_PROXY: exceptions };
    expect(proxyOf(url, environment) === undefined).toBe(isExcepted);
  });

  it.each([
    ['HTTPS_PROXY', SECURE, 'http://user:planted@:x'],
    ['HTTP_PROXY', PLAIN, 'http://user:planted@:x'],
    ['HTTPS_PROXY', SECURE, 'ftp://user:planted@proxy.example.com'],
  ])('must be the URL of one: who asks is told of %s, not of its value', (variable, url, value) => {
    expect(() => proxyOf(url, { [variable]: value })).toThrow(new Error(`not a URL: ${variable}`));
  });
});

it.each([
  ['http://localhost', true],
  ['http://LOCALHOST:8080', true],
  ['http://api.localhost', true],
  ['http://127.1.2.3', true],
  ['http://[::1]:8080', true],
  ['http://localhost.example.com', false],
  ['http://128.0.0.1', false],
  ['http://[fd00::1]', false],
])('%s never leaves this computer: %s', (url, expected) => {
  expect(isLoopback(new URL(url))).toBe(expected);
});
