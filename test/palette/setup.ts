import { PaletteClient, type PaletteClientOptions, PaletteError } from '../../src/palette';
import { HttpAnswers } from '../support/http-answers';

export const API_KEY = 'planted-api-key-0123456789';

export const SUMMARY = 'GET /v1/registries/oci/summary';

/** Text that a client logged, one line a call. */
export interface Stage {
  readonly server: HttpAnswers;
  readonly logged: string[];
  /** A client of the server with short limits; closed with the stage. */
  client(options?: Partial<PaletteClientOptions>): PaletteClient;
}

/**
 * A server and its clients for each test of a file. After each test every request that was sent must be one that the API
 * knows, and neither key nor secret may stand in the log.
 */
export function useStage(options: { readonly checkApi?: boolean } = {}): Stage {
  let server: HttpAnswers;
  let clients: PaletteClient[] = [];
  const logged: string[] = [];
  beforeEach(async () => {
    server = await HttpAnswers.start();
    clients = [];
    logged.length = 0;
  });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await server.close();
    if (options.checkApi !== false) expect(server.violations).toEqual([]);
    expect(logged.join('\n')).not.toContain('planted');
  });
  return {
    get server() {
      return server;
    },
    logged,
    client(overrides = {}) {
      const log: PaletteClientOptions['log'] = (...entry) => logged.push(JSON.stringify(entry));
      const client = new PaletteClient({
        host: server.url,
        apiKey: API_KEY,
        environment: {},
        maxRetries: 0,
        log,
        ...overrides,
      });
      clients.push(client);
      return client;
    },
  };
}

/** The PaletteError that a call ends with. */
export async function errorOf(call: Promise<unknown>): Promise<PaletteError> {
  const error: unknown = await call.then(
    (value) => new Error(`expected a PaletteError, got ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  if (error instanceof PaletteError) return error;
  throw error;
}
