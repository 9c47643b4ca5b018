import { type Answer } from './connection';
import { OciError } from './oci-error';
import { parseObject } from './status-failures';

/** The most that docker-registry and ECR take; most others cut it down by themselves. */
export const PAGE_SIZE = 1000;
/** A million names: who gets here is being led in circles. */
const MOST_PAGES = 1000;

/** Answers for one query ("n=1000", "n=1000&last=x", ""), with status 200. */
export type GetPage = (query: string) => Promise<Answer>;

/**
 * Reads a list (`_catalog`, `tags/list`) to its end. Of a Link header only the query counts: the list stays where it is, so
 * neither a wrong host behind a TLS-terminating proxy nor a path that lacks JFrog's prefix leads anywhere else.
 */
export async function readPages(getPage: GetPage, key: string, firstQuery: string): Promise<string[]> {
  const names: string[] = [];
  const seen = new Set<string>();
  let query: string | undefined = firstQuery;
  while (query !== undefined) {
    const answer = await getPage(query);
    if (seen.has(query) || seen.size >= MOST_PAGES) throw endless(answer, seen.size);
    seen.add(query);
    names.push(...readNames(answer, key));
    query = nextQuery(answer);
  }
  return names;
}

/** RFC 8288: `<target>; rel="next"`, perhaps among others. */
function nextQuery({ headers, url }: Answer): string | undefined {
  const links = (headers.get('link') ?? '').matchAll(/<([^>]*)>([^<]*)/g);
  for (const [, target = '', parameters = ''] of links) {
    if (!/;\s*rel\s*=\s*"?([^";]*\s)?next(\s[^";]*)?"?\s*(;|,|$)/i.test(parameters)) continue;
    return URL.canParse(target, url) ? new URL(target, url).search.slice(1) : undefined;
  }
  return undefined;
}

/** `null` in place of an empty list is what Go programs write. */
function readNames(answer: Answer, key: string): string[] {
  const value = parseObject(answer.body)?.[key] ?? null;
  if (value === null && parseObject(answer.body) !== undefined) return [];
  if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return value;
  throw listError(answer, `sent no list of ${key}. Expected JSON with "${key}". Check host and path`);
}

function endless(answer: Answer, pages: number): OciError {
  return listError(answer, `did not come to the end of its list of names after ${pages} pages. Expected a last page`);
}

function listError({ url, status }: Answer, what: string): OciError {
  const text = `The registry "${new URL(url).host}" ${what}.`;
  return new OciError('invalid-answer', `${text}\n\nGET ${url}: ${status}`, { method: 'GET', url, status });
}
