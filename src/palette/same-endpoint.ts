/** Two spellings of one endpoint: the letter case of the host and slashes at the end do not count, a path does. */
export function isSameEndpoint(a: string, b: string): boolean {
  return normalize(a) === normalize(b);
}

function normalize(endpoint: string): string {
  const [, scheme = '', host = '', path = ''] = /^([a-z][a-z0-9+.-]*:\/\/)?([^/]*)(.*)$/is.exec(endpoint.trim()) ?? [];
  return scheme.toLowerCase() + host.toLowerCase() + path.replace(/\/+$/, '');
}
