import { BlockList, isIP } from 'node:net';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that name a proxy. */
export type ProxyVariable = 'HTTPS_PROXY' | 'HTTP_PROXY';

/** Of the proxies that undici knows. */
const SCHEMES = /^(https?|socks5?):/i;

/**
 * The proxy for a URL after HTTPS_PROXY, HTTP_PROXY and NO_PROXY (lower case first), or undefined for a direct connection.
 * As in Go's net/http: the variable follows the scheme, loopback is always direct, NO_PROXY may hold CIDR blocks. (undici's
 * own reading of NO_PROXY ignores blocks.)
 * @param refuse makes the error for a variable that is not the URL of a proxy; its value may hold a password
 */
export function proxyFor(
  url: URL,
  environment: Environment,
  refuse: (variable: ProxyVariable) => Error,
): URL | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = variable(environment, name);
  if (proxy === '' || isLoopback(url)) return undefined;
  const exceptions = variable(environment, 'NO_PROXY').split(/[\s,]+/);
  if (exceptions.some((entry) => entry !== '' && isException(entry, url))) return undefined;
  const address = proxy.includes('://') ? proxy : `http://${proxy}`;
  if (URL.canParse(address) && SCHEMES.test(address)) return new URL(address);
  throw refuse(name);
}

/** True for names and addresses that never leave this computer. */
export function isLoopback(url: URL): boolean {
  const host = hostOf(url);
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d+){3}$/.test(host);
}

function variable(environment: Environment, name: string): string {
  return (environment[name.toLowerCase()] || environment[name] || '').trim();
}

/** Without the brackets of an IPv6 address. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

/** `*`, a host, a domain (with or without a leading dot) and all below it, an address, a block; names with optional port. */
function isException(entry: string, url: URL): boolean {
  if (entry === '*') return true;
  const host = hostOf(url);
  if (entry.includes('/')) return isIP(host) !== 0 && isInBlock(entry, host);
  if (isIP(entry) === 6) return host === entry.toLowerCase();
  const [name = '', port] = entry.split(':');
  if (port !== undefined && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false;
  const domain = name.replace(/^\*?\./, '').toLowerCase();
  return host === domain || host.endsWith(`.${domain}`);
}

function isInBlock(block: string, address: string): boolean {
  const [network = '', bits = ''] = block.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(network)] ?? -1;
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > longest) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), longest === 32 ? 'ipv4' : 'ipv6');
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
