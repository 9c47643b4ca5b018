import type { Handlers, Translation } from './handlers';
import { readBody, writeDiagnostics, writeValue } from './wire-values';

type Names = 'ValidateDataResourceConfig' | 'ReadDataSource';

/** Data sources. */
export function dataSourceHandlers({ server, redact }: Translation): Handlers<Names> {
  const typeOf = (name: string) => server.dataSource(name).compiled.type;
  return {
    async ValidateDataResourceConfig({ typeName = '', config }) {
      const diagnostics = await server.validateDataSource(typeName, readBody(typeOf(typeName), config) ?? {});
      return { diagnostics: writeDiagnostics(diagnostics, redact) };
    },
    async ReadDataSource({ typeName = '', config }) {
      const type = typeOf(typeName);
      const { state, diagnostics } = await server.readDataSource(typeName, readBody(type, config) ?? {});
      return { state: state && writeValue(type, state), diagnostics: writeDiagnostics(diagnostics, redact) };
    },
  };
}
