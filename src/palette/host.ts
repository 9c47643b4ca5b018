import { isLoopback } from '../http';
import { PaletteOptionsError } from './palette-error';

const EXAMPLE = 'Expected a host such as "api.spectrocloud.com"';

/**
 * The origin to talk to, from a bare host or a URL. An API key must not cross a network in clear, so `http://` is
 * accepted for loopback hosts only.
 * @throws PaletteOptionsError for anything else
 */
export function parseHost(host: string): URL {
  const text = host.trim();
  if (text === '') throw refuse(`${EXAMPLE}, got nothing.`);
  const url = parseUrl(text);
  if (url === undefined) throw refuse(`${EXAMPLE} or "https://api.spectrocloud.com", got "${host}".`);
  if (url.username !== '' || url.password !== '') {
    throw refuse(`${EXAMPLE}, got one with a user name or password. Remove it: Palette takes the API key only.`);
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw refuse(`${EXAMPLE}, got "${host}". Remove what follows the host: write "${url.host}".`);
  }
  if (url.protocol === 'http:' && !isLoopback(url)) {
    throw refuse(
      `"${host}" would send the API key unencrypted. Write "https://${url.host}"; "http://" is for this computer only, such as "http://127.0.0.1:8080".`,
    );
  }
  return url;
}

function parseUrl(text: string): URL | undefined {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(withScheme)) return undefined;
  const url = new URL(withScheme);
  const known = url.protocol === 'https:' || url.protocol === 'http:';
  return known && url.hostname !== '' && !/[\s\\]/.test(text) ? url : undefined;
}

function refuse(message: string): PaletteOptionsError {
  return new PaletteOptionsError('host', message);
}
