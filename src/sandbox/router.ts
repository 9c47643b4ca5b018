import { type Answer } from './answer';
import { methodNotAllowed, routeNotFound } from './error-answers';

export interface RouteRequest {
  /** Values of the `{name}` segments, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined = the request had no body. */
  readonly body: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As in the OpenAPI document: "/v1/registries/oci/{uid}/basic". */
  readonly path: string;
  handle(request: RouteRequest): Answer | Promise<Answer>;
}

export interface RouteMatch {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * Finds the route by method first, then by path, literal segments before `{name}` ones; that is why
 * GET /v1/registries/oci answers 405 with "Allow: DELETE" (it matches DELETE /v1/registries/{uid}) as Palette does.
 *
 * Throws ApiError 404 or 405.
 */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  const segments = path.split('/').slice(1);
  const matches = routes
    .map((route) => ({ route, params: matchPath(route.path.split('/').slice(1), segments) }))
    .filter((match): match is RouteMatch => match.params !== undefined);
  if (matches.length === 0) throw routeNotFound(path);
  const [best] = matches
    .filter(({ route }) => route.method === method)
    .sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
  if (best) return best;
  const allowed = [...new Set(matches.map(({ route }) => route.method))].sort();
  throw methodNotAllowed(method, allowed);
}

function matchPath(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (!expected.startsWith('{')) {
      if (segment !== expected) return undefined;
      continue;
    }
    const value = decodeSegment(segment);
    if (value === undefined || value === '') return undefined;
    params[expected.slice(1, -1)] = value;
  }
  return params;
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A malformed percent escape names no resource.
    return undefined;
  }
}
