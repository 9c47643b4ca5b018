import { BlockList, isIP } from 'node:net';
import { isLoopback } from './host';
import { PaletteOptionsError } from './palette-error';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for an origin by HTTPS_PROXY / https_proxy and NO_PROXY / no_proxy, or undefined for a direct connection.
 * Loopback hosts are never asked for through a proxy (as curl's documentation advises and Go's standard library does),
 * and they are the only ones that may be plain HTTP, so HTTP_PROXY has no say here.
 */
export function proxyFor(origin: URL, environment: Environment = {}): URL | undefined {
  const proxy = environment['https_proxy'] || environment['HTTPS_PROXY'];
  if (proxy === undefined || proxy === '' || isLoopback(origin.hostname)) return undefined;
  const exceptions = environment['no_proxy'] || environment['NO_PROXY'] || '';
  const direct = exceptions.split(/[\s,]+/).some((entry) => entry !== '' && matches(entry, origin));
  if (direct) return undefined;
  const text = proxy.includes('://') ? proxy : `http://${proxy}`;
  if (!URL.canParse(text)) {
    throw new PaletteOptionsError(
      'HTTPS_PROXY',
      'Expected HTTPS_PROXY to be a URL such as "http://proxy.example.com:3128".',
    );
  }
  return new URL(text);
}

/** One entry of NO_PROXY: `*`, a host, a domain with all below it, an address, a CIDR block; hosts with an optional port. */
function matches(entry: string, origin: URL): boolean {
  if (entry === '*') return true;
  const host = origin.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (entry.includes('/')) return isIP(host) !== 0 && inBlock(entry, host);
  if (isIP(entry) === 6) return host === entry.toLowerCase();
  const [name = '', port] = entry.split(':');
  if (port !== undefined && port !== (origin.port || '443')) return false;
  const domain = name.replace(/^\*?\./, '').toLowerCase();
  return host === domain || host.endsWith(`.${domain}`);
}

function inBlock(block: string, address: string): boolean {
  const [network = '', bits = ''] = block.split('/');
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(network) === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 'ipv6' ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family);
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
