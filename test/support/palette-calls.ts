import { checkRequest, checkResponse } from './palette-openapi';
import { type Sandbox } from '../../src/sandbox';

export interface CallResult {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** One plain HTTP call to the sandbox, with its key and without any of our client code. */
export async function call(
  sandbox: Sandbox,
  method: string,
  path: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<CallResult> {
  const response = await fetch(`${sandbox.url}${path}`, {
    method,
    headers: { ApiKey: sandbox.apiKey, 'Content-Type': 'application/json', ...options.headers },
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

/** Palette's error body: everything but the random reference is compared word for word. */
export function paletteError(code: string, message: string): object {
  return { code, message, ref: expect.stringMatching(/^[0-9a-f]{24}$/), details: {} };
}

export function basicRegistry(name: string, spec: object = {}): object {
  const auth = { type: 'basic', username: 'robot$ci', password: 'first-secret' };
  return { metadata: { name }, spec: { endpoint: 'https://registry.example.com', auth, ...spec } };
}

export function ecrRegistry(name: string, spec: object = {}): object {
  const credentials = { credentialType: 'secret', accessKey: 'AKIAEXAMPLE', secretKey: 'aws-secret' };
  const endpoint = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
  return { metadata: { name }, spec: { endpoint, isPrivate: true, credentials, ...spec } };
}

/** Creates a registry and returns its uid; fails the test if the sandbox refuses it. */
export async function create(sandbox: Sandbox, kind: 'basic' | 'ecr', body: object, query = ''): Promise<string> {
  const created = await call(sandbox, 'POST', `/v1/registries/oci/${kind}${query}`, { body });
  expect(created).toMatchObject({ status: 201, body: { uid: expect.stringMatching(/^[0-9a-f]{24}$/) } });
  return (created.body as { uid: string }).uid;
}

/** The spec of a registry that points at the sandbox's own sample registry, with synchronization on. */
export function sampleSpec(sandbox: Sandbox, changes: object = {}): object {
  const sample = sandbox.sampleRegistry;
  if (sample === undefined) throw new Error('this sandbox was started without a sample registry');
  const { endpoint, username, password, baseContentPath, caCertificate } = sample;
  const tls = { enabled: true, insecureSkipVerify: false, ca: caCertificate };
  return {
    endpoint,
    baseContentPath,
    isSyncSupported: true,
    auth: { type: 'basic', username, password, tls },
    ...changes,
  };
}

/**
 * Ends the sandbox and holds everything that it answered against Palette's OpenAPI document, and everything that it
 * accepted too, unless the test sent unusual requests on purpose. Answers that a fault rule made up are not checked.
 */
export async function closeChecked(sandbox: Sandbox, options: { unusualRequests?: boolean } = {}): Promise<void> {
  await sandbox.close();
  const answered = sandbox.requests.filter(
    ({ status, responseBody, isMadeUp }) => status > 0 && !isMadeUp && !isRouteError(responseBody),
  );
  const responses = answered.flatMap(({ method, path, status, responseBody: body, responseHeaders }) =>
    checkResponse({ method, path, status, body, contentType: responseHeaders['Content-Type'] }),
  );
  const accepted = options.unusualRequests ? [] : answered.filter(({ status }) => status < 400);
  expect([...responses, ...accepted.flatMap((request) => checkRequest(request))]).toEqual([]);
}

function isRouteError(body: unknown): boolean {
  return /"code":"(PathNotFound|MethodNotAllowed)"/.test(JSON.stringify(body) ?? '');
}
