import { OciError } from './oci-error';
import { type CallOptions } from './options';
import { type OciRegistry } from './registry';
import { isAtOrBelow, trimSlashes } from './repository-names';

const MOST_NEIGHBOURS = 5;

/** All repositories' names, or the registry's refusal to list them. */
export type RepositoryList = readonly string[] | OciError;

/** @throws OciError for anything but a refusal */
export async function listIfAllowed(registry: OciRegistry, options: CallOptions = {}): Promise<RepositoryList> {
  try {
    return await registry.listRepositories('', options);
  } catch (error) {
    if (error instanceof OciError && error.reason === 'forbidden') return error;
    throw error;
  }
}

/**
 * The repositories at or below a base path, sorted; without a list, only a base path that is a repository itself is found.
 * @throws OciError 'missing-base-path' when there is none
 */
export async function repositoriesAt(
  registry: OciRegistry,
  basePath: string,
  list: RepositoryList,
  options: CallOptions = {},
): Promise<string[]> {
  const path = trimSlashes(basePath);
  if (list instanceof OciError) {
    if (path === '') throw list;
    await requireRepository(registry, path, options, list);
    return [path];
  }
  const found = list.filter((repository) => isAtOrBelow(repository, path));
  if (found.length === 0) throw missing(path, list);
  return found;
}

/**
 * The repositories at or below any of the base paths, sorted. Where the registry does not list its repositories, only base
 * paths that are repositories themselves can be found.
 * @throws OciError 'missing-base-path' for the first base path that holds no repository
 */
export async function findRepositories(
  registry: OciRegistry,
  basePaths: readonly string[],
  options: CallOptions = {},
): Promise<string[]> {
  const list = await listIfAllowed(registry, options);
  const found = new Set<string>();
  for (const path of basePaths) {
    for (const repository of await repositoriesAt(registry, path, list, options)) found.add(repository);
  }
  return [...found].sort();
}

/** `unlisted` is the registry's refusal to list; it belongs to the answer when the path is no repository. */
async function requireRepository(
  registry: OciRegistry,
  path: string,
  options: CallOptions,
  unlisted: OciError,
): Promise<void> {
  try {
    await registry.listTags(path, options);
  } catch (error) {
    if (!(error instanceof OciError) || error.reason !== 'not-found') throw error;
    const { method, url, status, code } = error;
    throw new OciError(
      'missing-base-path',
      `There is no repository "${path}", and the registry does not list its repositories, so charts below that path cannot ` +
        'be found from here. Expected a repository. Write the full path of each chart as a base path, or give credentials ' +
        `that may read the list.\n\nGET ${unlisted.url}: ${unlisted.status}\nGET ${url}: ${status}`,
      { method, url, status, code },
    );
  }
}

function missing(path: string, repositories: readonly string[]): OciError {
  const neighbours = neighboursOf(path, repositories);
  const has =
    neighbours.length === 0
      ? 'It holds no repository at all.'
      : `It has ${neighbours.map((name) => `"${name}"`).join(', ')}${neighbours.length === MOST_NEIGHBOURS ? ' and maybe more' : ''}.`;
  return new OciError(
    'missing-base-path',
    `The registry has no repository at or below the base path "${path}". ${has} Correct the base path, or push the charts ` +
      'there first.',
  );
}

/** Paths that one could have meant: the parents of repositories, those that begin as the wrong one does in front. */
function neighboursOf(path: string, repositories: readonly string[]): string[] {
  const parents = new Set(repositories.map((name) => name.slice(0, Math.max(name.lastIndexOf('/'), 0)) || name));
  return [...parents]
    .sort((a, b) => sharedLength(b, path) - sharedLength(a, path) || (a < b ? -1 : 1))
    .slice(0, MOST_NEIGHBOURS);
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
