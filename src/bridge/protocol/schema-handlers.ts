import type { Handlers, Translation } from './handlers';
import { wireFunction, wireSchema } from './wire-schema';

type Names = 'GetMetadata' | 'GetProviderSchema' | 'GetFunctions';

/** What the provider consists of. */
export function schemaHandlers({ server }: Translation): Handlers<Names> {
  const { provider } = server;
  const names = (definitions: object | undefined) => Object.keys(definitions ?? {});
  const byName = <T>(definitions: object | undefined, of: (name: string) => T) =>
    Object.fromEntries(names(definitions).map((name) => [name, of(name)]));
  const functions = () => byName(provider.functions, (name) => wireFunction(server.function(name)));
  // getProviderSchemaOptional lets core ask for the schema once a command, not once a process.
  const serverCapabilities = { planDestroy: true, getProviderSchemaOptional: true, moveResourceState: true };
  const typeNames = (definitions: object | undefined) => names(definitions).map((typeName) => ({ typeName }));
  return {
    GetMetadata: () => ({
      serverCapabilities,
      resources: typeNames(provider.resources),
      dataSources: typeNames(provider.dataSources),
      ephemeralResources: typeNames(provider.ephemeralResources),
      functions: names(provider.functions).map((name) => ({ name })),
    }),
    GetProviderSchema: () => ({
      serverCapabilities,
      provider: wireSchema(server.providerSchema),
      resourceSchemas: byName(provider.resources, (name) => wireSchema(server.resource(name).compiled)),
      dataSourceSchemas: byName(provider.dataSources, (name) => wireSchema(server.dataSource(name).compiled)),
      ephemeralResourceSchemas: byName(provider.ephemeralResources, (name) =>
        wireSchema(server.ephemeralResource(name).compiled),
      ),
      functions: functions(),
    }),
    GetFunctions: () => ({ functions: functions() }),
  };
}
