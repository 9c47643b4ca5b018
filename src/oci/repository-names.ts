import { OciError } from './oci-error';

/** "team" holds "team" and "team/x", not "team-b/x"; the empty path holds everything. Slashes at the ends do not count. */
export function isAtOrBelow(repository: string, path: string): boolean {
  const wanted = trimSlashes(path);
  return wanted === '' || repository === wanted || repository.startsWith(`${wanted}/`);
}

export function trimSlashes(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}

/**
 * The name as part of a URL.
 * @throws OciError 'not-found' for a name that would lead out of its place
 */
export function repositoryPath(name: string): string {
  const segments = trimSlashes(name).split('/');
  if (segments.some((segment) => ['', '.', '..'].includes(segment))) {
    const expected = 'Expected path segments such as "team/charts/web".';
    throw new OciError('not-found', `"${name}" cannot be the name of a repository. ${expected} Check the base path.`);
  }
  return segments.map(encodeURIComponent).join('/');
}

/** A tag or digest as part of a URL. The colon of a digest stays: not every registry decodes it. */
export function referencePath(reference: string): string {
  return encodeURIComponent(reference).replace('%3A', ':');
}
