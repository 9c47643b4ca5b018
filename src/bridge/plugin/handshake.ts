import { type Endpoint } from './listen';

/** go-plugin's own version, the first field of the handshake line. */
const CORE_PROTOCOL_VERSION = 1;

/** Why the plugin cannot start. The message is one line: hosts show the first line of stdout to the user. */
export class HandshakeError extends Error {
  override readonly name = 'HandshakeError';
}

/**
 * The line that tells the host where the plugin listens: `1|6|unix|/path/to/socket|grpc|CERTIFICATE`.
 * The certificate is raw base64 of its DER bytes, without padding (hosts refuse padding), or empty without TLS.
 */
export function formatHandshakeLine(
  protocolVersion: number,
  endpoint: Pick<Endpoint, 'network' | 'address'>,
  certificate?: Buffer,
): string {
  const encoded = certificate?.toString('base64').replace(/=+$/, '') ?? '';
  return [CORE_PROTOCOL_VERSION, protocolVersion, endpoint.network, endpoint.address, 'grpc', encoded].join('|');
}

/**
 * The highest version that both sides speak. `offered` is the host's PLUGIN_PROTOCOL_VERSIONS, such as "5,6" in any order;
 * a host that sends none is an old one and gets our lowest. Throws HandshakeError when there is none in common.
 */
export function negotiateProtocolVersion(ours: readonly number[], offered: string | undefined): number {
  if (!offered) return Math.min(...ours);
  const theirs = offered
    .split(',')
    .map((text) => text.trim())
    .filter((text) => /^\d+$/.test(text))
    .map(Number);
  const common = ours.filter((version) => theirs.includes(version));
  if (common.length > 0) return Math.max(...common);
  throw new HandshakeError(
    `This plugin speaks protocol version ${list(ours)}; the program that started it offers ${list(theirs) || `"${offered}"`}. ` +
      adviceFor(ours, theirs),
  );
}

function adviceFor(ours: readonly number[], theirs: readonly number[]): string {
  if (theirs.length === 0) return 'This is a bug of that program.';
  if (Math.max(...theirs) < Math.min(...ours)) return 'The program is too old for this plugin: update the program.';
  if (Math.min(...theirs) > Math.max(...ours)) return 'The plugin is too old for this program: update the plugin.';
  return 'Update the program and the plugin.';
}

function list(versions: readonly number[]): string {
  return [...versions].sort((a, b) => a - b).join(', ');
}
