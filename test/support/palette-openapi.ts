import Ajv, { type ValidateFunction } from 'ajv';
import FACTS from './palette-openapi.facts.json';

/**
 * Palette's registry API as facts (`palette-openapi.facts.json`): paths, parameters, statuses, definitions. Cut from the
 * public document "Palette APIs - 4.8" of github.com/spectrocloud/palette-sdk-typescript, commit 90a3c78 (23 Dec 2025,
 * Apache-2.0, Spectro Cloud), without its sentences. `v1Error` is in its definitions, though no operation names it.
 */
export interface RecordedRequest {
  readonly method: string;
  /** With or without a query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | URLSearchParams;
  /** Parsed JSON; undefined = no body. */
  readonly body?: unknown;
}

export interface RecordedResponse {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Parsed JSON (a text if it is none); undefined = no body. */
  readonly body?: unknown;
  readonly contentType?: string;
}

export interface RecordedExchange {
  readonly request: RecordedRequest;
  readonly response: Omit<RecordedResponse, 'method' | 'path'>;
}

interface Schema {
  readonly [keyword: string]: unknown;
}
interface Parameter extends Schema {
  readonly name: string;
  readonly in: 'path' | 'query' | 'body';
  readonly required?: boolean;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly schema?: Schema;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly schema?: Schema }>>;
}
interface PathItem {
  readonly parameters?: readonly Parameter[];
  readonly [method: string]: Operation | readonly Parameter[] | undefined;
}
interface Facts {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly definitions: Readonly<Record<string, Schema>>;
}

/** Every call gives a fresh copy. */
export function loadFacts(): Facts {
  return structuredClone(FACTS) as unknown as Facts;
}

const facts = loadFacts();
const validators = new Map<string, ValidateFunction>();
const ajv = new Ajv({ allErrors: true, strict: false, coerceTypes: false });
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
for (const format of ['password', 'int64']) ajv.addFormat(format, true);
ajv.addSchema({ $id: 'palette', definitions: closeObjects(facts.definitions) });

/** What the API does not allow about a request, one sentence each; empty = nothing. */
export function checkRequest(request: RecordedRequest): string[] {
  const label = `${request.method} ${request.path}`;
  const operation = findOperation(request.method, request.path);
  if (operation === undefined) return [`${label}: no such route`];
  const query = queryOf(request);
  const violations: string[] = [];
  for (const [name, value] of query) {
    const parameter = operation.parameters.find((one) => one.in === 'query' && one.name === name);
    if (parameter === undefined) violations.push(`${label}: unknown query parameter "${name}"`);
    else if (!fits(parameter, value)) violations.push(`${label}: query parameter "${name}" must not be "${value}"`);
  }
  const body = operation.parameters.find((one) => one.in === 'body');
  if (body?.schema !== undefined && request.body !== undefined) {
    violations.push(...checkSchema(body.schema, request.body, `${label}: body`));
  } else if (request.body !== undefined) violations.push(`${label}: takes no body`);
  else if (body?.required === true) violations.push(`${label}: the body is missing`);
  return violations;
}

/** What the API does not allow about an answer, one sentence each; empty = nothing. */
export function checkResponse(response: RecordedResponse): string[] {
  const label = `${response.method} ${response.path} ${response.status}`;
  const operation = findOperation(response.method, response.path);
  if (operation === undefined) return [`${label}: no such route`];
  const isError = response.status >= 400;
  const declared = operation.responses[String(response.status)];
  if (!isError && declared === undefined) return [`${label}: status not declared`];
  const schema = isError ? { $ref: '#/definitions/v1Error' } : declared?.schema;
  if (schema === undefined) return response.body === undefined ? [] : [`${label}: has a body, none is declared`];
  const type = response.contentType ?? '';
  const violations = /^application\/json\b/.test(type) ? [] : [`${label}: content type "${type}"`];
  return [...violations, ...checkSchema(schema, response.body, `${label}: body`)];
}

/** All violations in recorded traffic, requests and answers. */
export function checkTraffic(exchanges: readonly RecordedExchange[]): string[] {
  return exchanges.flatMap(({ request, response }) => {
    const { method, path } = request;
    return [...checkRequest(request), ...checkResponse({ ...response, method, path })];
  });
}

/** A document without its sentences: what is left is what the committed facts hold. */
export function reduceToFacts(document: { readonly paths: unknown; readonly definitions: unknown }): unknown {
  return { paths: withoutSentences(document.paths), definitions: withoutSentences(document.definitions) };
}

const SENTENCES: ReadonlySet<string> = new Set(['description', 'summary', 'title', 'tags', 'operationId']);
/** Below these, keys are names that the API gives, not keywords. */
const HOLDS_NAMES: ReadonlySet<string> = new Set(['properties', 'definitions', 'headers']);

function withoutSentences(value: unknown, areNames = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutSentences(item));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => areNames || !SENTENCES.has(key));
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, withoutSentences(inner, !areNames && HOLDS_NAMES.has(key))]),
  );
}

interface FoundOperation extends Operation {
  readonly parameters: readonly Parameter[];
}

function findOperation(method: string, path: string): FoundOperation | undefined {
  const segments = (path.split('?')[0] ?? '').split('/');
  const templates = Object.keys(facts.paths).filter((template) => covers(template.split('/'), segments));
  // Written-out segments win over parameters: ".../oci/summary" is not the registry with the uid "summary".
  const [template] = templates.sort((a, b) => a.split('{').length - b.split('{').length);
  const item = template === undefined ? undefined : facts.paths[template];
  const operation = item?.[method.toLowerCase()];
  if (operation === undefined || !('responses' in operation)) return undefined;
  return { ...operation, parameters: [...(item?.parameters ?? []), ...(operation.parameters ?? [])] };
}

function covers(template: readonly string[], segments: readonly string[]): boolean {
  if (template.length !== segments.length) return false;
  return template.every((part, index) => (part.startsWith('{') ? segments[index] !== '' : part === segments[index]));
}

function queryOf(request: RecordedRequest): URLSearchParams {
  const inPath = request.path.includes('?') ? request.path.slice(request.path.indexOf('?')) : '';
  const query = new URLSearchParams(inPath);
  for (const [name, value] of new URLSearchParams(request.query)) query.append(name, value);
  return query;
}

function fits(parameter: Parameter, value: string): boolean {
  if (parameter.enum !== undefined && !parameter.enum.includes(value)) return false;
  if (parameter.type === 'boolean') return value === 'true' || value === 'false';
  return parameter.type !== 'integer' || /^-?\d+$/.test(value);
}

function checkSchema(schema: Schema, value: unknown, label: string): string[] {
  const key = JSON.stringify(schema);
  const inDocument = JSON.parse(key.replaceAll('#/definitions/', 'palette#/definitions/'));
  const validate = validators.get(key) ?? ajv.compile(inDocument);
  validators.set(key, validate);
  if (value === undefined) return [`${label} is missing`];
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => {
    const extra = error.keyword === 'additionalProperties' ? ` ("${error.params['additionalProperty']}")` : '';
    return `${label}${error.instancePath.replaceAll('/', '.')} ${error.message}${extra}`;
  });
}

/** Forbids unknown properties, and lets JSON Schema know of `x-nullable`. Objects without properties stay open. */
function closeObjects(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closeObjects);
  if (typeof value !== 'object' || value === null) return value;
  const closed: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) closed[key] = closeObjects(inner);
  if (typeof closed['properties'] === 'object' && !('additionalProperties' in closed))
    closed['additionalProperties'] = false;
  if (closed['x-nullable'] === true && typeof closed['type'] === 'string') closed['type'] = [closed['type'], 'null'];
  if (closed['x-nullable'] === true && Array.isArray(closed['enum'])) closed['enum'] = [...closed['enum'], null];
  return closed;
}
