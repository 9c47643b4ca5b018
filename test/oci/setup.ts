import { type ServerOptions } from 'node:https';
import { type OciCredentials, OciError, OciRegistry, type OciRegistryOptions } from '../../src/oci';
import { type OddAnswer, type OddServer, sendJson, startOddServer } from '../support/odd-server';

export const ANONYMOUS: OciCredentials = { type: 'anonymous' };

export const BASIC = { type: 'basic', username: 'AWS', password: 'p@ss:w0rd' } as const;
export const AUTHORIZATION = `Basic ${Buffer.from('AWS:p@ss:w0rd').toString('base64')}`;

const open: { close(): Promise<void> }[] = [];

/** A client that is closed by closeAll. */
export function openRegistry(
  options: Omit<OciRegistryOptions, 'credentials'> & Partial<OciRegistryOptions>,
): OciRegistry {
  const registry = new OciRegistry({ credentials: ANONYMOUS, timeoutMs: 10_000, ...options });
  open.push(registry);
  return registry;
}

/** A registry in name only: /v2/ answers; other paths (with query) are 404 unless the test says otherwise. */
export function serve(routes: Readonly<Record<string, OddAnswer>>): Promise<OddServer> {
  return serveAll((request, response) => {
    const answer = routes[request.url ?? ''];
    if (answer !== undefined) answer(request, response);
    else sendJson(response, request.url === '/v2/' ? 200 : 404, {});
  });
}

/** A server that is closed by closeAll. */
export async function serveAll(answer: OddAnswer, tls?: ServerOptions): Promise<OddServer> {
  const server = await startOddServer(answer, tls);
  open.push(server);
  return server;
}

/** Closes what a test opened, servers too. */
export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((opened) => opened.close()));
}

/** What a call fails with. */
export async function failureOf(call: Promise<unknown>): Promise<OciError> {
  const error = await call.then(
    () => new Error('Expected the call to fail'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof OciError) return error;
  throw error;
}
