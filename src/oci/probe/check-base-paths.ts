import { listIfAllowed, type RepositoryList, repositoriesAt } from '../find-repositories';
import { OciError } from '../oci-error';
import { type OciRegistry } from '../registry';
import { type CheckList, counted } from './check-list';
import { type Shelf } from './read-content';

const LIST = 'repository list';
const MOST_NAMES = 3;

/** The names of the checks for these base paths. */
export function basePathChecks(basePaths: readonly string[]): string[] {
  return [LIST, ...basePaths.map(nameOf)];
}

/** Each base path by itself. Resolves with the repositories of those that hold any, or undefined if none does. */
export async function checkBasePaths(
  list: CheckList,
  registry: OciRegistry | undefined,
  basePaths: readonly string[],
): Promise<Shelf | undefined> {
  const listing = await list.run(LIST, registry, async (open, signal) => {
    const all = await listIfAllowed(open, { signal });
    return { detail: listed(all), found: { registry: open, all } };
  });
  const repositories = new Set<string>();
  for (const path of basePaths) {
    const found = await list.run(nameOf(path), listing, async ({ registry: open, all }, signal) => {
      const names = await repositoriesAt(open, path, all, { signal });
      return { detail: held(names), found: names };
    });
    for (const name of found ?? []) repositories.add(name);
  }
  if (listing === undefined || repositories.size === 0) return undefined;
  return { registry: listing.registry, repositories: [...repositories].sort() };
}

function nameOf(basePath: string): string {
  return `base content path ${basePath}`;
}

function listed(all: RepositoryList): string {
  if (!(all instanceof OciError))
    return `The registry lists ${counted(all.length, 'repository', 'repositories')} to these credentials.`;
  return (
    'The registry does not list its repositories to these credentials, as many do. So only base content paths that are ' +
    'repositories themselves can be found.'
  );
}

function held(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => `"${name}"`);
  const more = names.length > MOST_NAMES ? ' and more' : '';
  return `Holds ${counted(names.length, 'repository', 'repositories')}: ${shown.join(', ')}${more}.`;
}
