import { invalidQuery } from './error-answers';

/** Default and largest page, as documented. */
const LARGEST_PAGE = 50;

export interface ListMeta {
  /** Token of the next page, empty at the end. */
  readonly continue: string;
  /** Items in all pages. */
  readonly count: number;
  /** Items in this page. */
  readonly limit: number;
  /** Index of the first item of the next page. */
  readonly offset: number;
}

/** Cuts one page by `limit`, `offset` and `continue`. Throws ApiError 400 for anything that is no count or no token. */
export function page<T>(items: readonly T[], query: URLSearchParams): { items: readonly T[]; listmeta: ListMeta } {
  const limit = Math.min(count(query, 'limit') || LARGEST_PAGE, LARGEST_PAGE);
  const start = continueFrom(query.get('continue')) ?? count(query, 'offset');
  const cut = items.slice(start, start + limit);
  const next = Math.min(start + cut.length, items.length);
  const token = next < items.length ? Buffer.from(String(next)).toString('base64url') : '';
  return { items: cut, listmeta: { continue: token, count: items.length, limit: cut.length, offset: next } };
}

function count(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? '';
  if (text === '') return 0;
  if (!/^\d+$/.test(text)) throw invalidQuery(`${name} in query must be of type integer: "${text}"`);
  return Number(text);
}

function continueFrom(token: string | null): number | undefined {
  if (token === null || token === '') return undefined;
  const start = Buffer.from(token, 'base64url').toString('utf8');
  if (!/^\d+$/.test(start)) throw invalidQuery(`continue in query is not a token of this list: "${token}"`);
  return Number(start);
}
