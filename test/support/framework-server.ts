import {
  defineSchema,
  type Diagnostics,
  PrivateState,
  type Provider,
  ProviderServer,
  type Resource,
  type Schema,
} from '../../src/bridge/framework';
import type { Value } from '../../src/bridge/values';

export type Body = Readonly<Record<string, Value>>;

/** What a served provider told the process around it. */
export interface Told {
  readonly lines: string[];
  readonly secrets: string[];
}

/** Serves a provider inside this process, without any protocol. */
export function serve<S extends Schema, P>(provider: Partial<Provider<S, P>>) {
  const told: Told = { lines: [], secrets: [] };
  const write = (message: string) => void told.lines.push(message);
  const log = { trace: write, debug: write, info: write, warn: write, error: write };
  const whole = {
    schema: defineSchema({ description: 'Test.', attributes: {} }),
    issuesUrl: 'https://issues.example',
    configure: () => null,
    ...provider,
  } as unknown as Provider<Schema, unknown>;
  const server = new ProviderServer(whole, { log, maskSecret: (secret) => void told.secrets.push(secret) });
  return { server, told };
}

/** Serves one resource, `thing`. Whatever is not given does nothing and answers the plan or the state. */
export async function serveThing<S extends Schema>(schema: S, parts: Partial<Resource<S, unknown>> = {}) {
  const idle = {
    schema,
    create: async ({ plan }: { plan: unknown }) => plan,
    update: async ({ plan }: { plan: unknown }) => plan,
    read: async ({ state }: { state: unknown }) => state,
    delete: async () => {},
  };
  const resource = { ...idle, ...parts } as unknown as Resource<Schema, unknown>;
  const { server, told } = serve({ resources: { thing: resource } });
  await server.configure({}, '1.11.4');
  return { server, told };
}

/** A body with null for everything that is not given, and no blocks. */
export function bodyOf(server: ProviderServer, values: Body): Body {
  const { schema, type } = server.resource('thing').compiled;
  const nothing = (name: string): Value => {
    const nesting = schema.blocks?.[name]?.nesting;
    return nesting === undefined || nesting === 'single' ? null : nesting === 'map' ? {} : [];
  };
  return Object.fromEntries(Object.keys(type[1]).map((name) => [name, values[name] ?? nothing(name)]));
}

export const noPrivate = (): PrivateState => PrivateState.from(undefined);

/** Diagnostics as short lines: `error Summary @ path: detail`. */
export function shown({ list }: Diagnostics): string[] {
  return list.map(({ severity, summary, detail, path }) => `${severity} ${summary} @ ${path ?? '-'}: ${detail}`);
}
