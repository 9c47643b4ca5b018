import { type IResolvable, Token } from 'cdktf';
import type { Problem } from './problems';
import { isKnownOnlyToTerraform } from './terraform-text';

/** Palette stores the paths in one text, separated by commas. */
const SEPARATOR = ',';

/** The rules of the provider, already at synth. */
export function baseContentPathProblems(
  paths: string[] | undefined,
  synchronization: boolean | IResolvable,
): Problem[] {
  if (Token.isUnresolved(paths)) return [];
  if (synchronization === true && (paths === undefined || paths.length === 0)) {
    const reason =
      "must name at least one path while 'synchronization' is on: Palette looks for charts below them. " +
      "Write baseContentPaths: ['charts'], or synchronization: false";
    return [{ prop: 'baseContentPaths', reason }];
  }
  if (paths !== undefined && !Array.isArray(paths)) {
    return [{ prop: 'baseContentPaths', value: paths, reason: "must be a list. Write baseContentPaths: ['charts']" }];
  }
  return (paths ?? []).flatMap((path, index) => {
    const reason = isKnownOnlyToTerraform(path) ? undefined : problemOf(path);
    return reason ? [{ prop: `baseContentPaths[${index}]`, value: path, reason }] : [];
  });
}

function problemOf(path: string): string | undefined {
  if (typeof path !== 'string' || path.trim() === '')
    return "must not be empty. Write the path below which the charts are, such as 'charts'";
  if (path.includes(SEPARATOR)) {
    const parts = path.split(SEPARATOR).map((part) => `'${part.trim()}'`);
    return `must not contain a comma. Write one element for each path: [${parts.join(', ')}]`;
  }
  if (/\s/.test(path)) return `must not contain white space. Write '${path.replace(/\s+/g, '')}'`;
  if (/^[a-z]+:\/\//i.test(path)) return "is a URL. Write only the path below the registry's host";
  if (/^\/|\/$/.test(path)) return `must not begin or end with a slash. Write '${path.replace(/^\/+|\/+$/g, '')}'`;
  return undefined;
}
