import type { Handlers, Translation } from './handlers';
import { readBody, writeDiagnostics, writeValue } from './wire-values';

type Names =
  'ValidateEphemeralResourceConfig' | 'OpenEphemeralResource' | 'RenewEphemeralResource' | 'CloseEphemeralResource';

/** Ephemeral resources: opened anew in every plan and apply. */
export function ephemeralHandlers({ server, redact }: Translation): Handlers<Names> {
  const typeOf = (name: string) => server.ephemeralResource(name).compiled.type;
  return {
    async ValidateEphemeralResourceConfig({ typeName = '', config }) {
      const diagnostics = await server.validateEphemeralResource(typeName, readBody(typeOf(typeName), config) ?? {});
      return { diagnostics: writeDiagnostics(diagnostics, redact) };
    },
    async OpenEphemeralResource({ typeName = '', config }) {
      const type = typeOf(typeName);
      const answer = await server.openEphemeral(typeName, readBody(type, config) ?? {});
      return {
        result: answer.result && writeValue(type, answer.result),
        renewAt: writeTime(answer.renewAt),
        private: answer.private,
        diagnostics: writeDiagnostics(answer.diagnostics, redact),
      };
    },
    async RenewEphemeralResource({ typeName = '', private: kept = new Uint8Array() }) {
      const answer = await server.renewEphemeral(typeName, kept);
      return {
        renewAt: writeTime(answer.renewAt),
        private: answer.private,
        diagnostics: writeDiagnostics(answer.diagnostics, redact),
      };
    },
    async CloseEphemeralResource({ typeName = '', private: kept = new Uint8Array() }) {
      const diagnostics = await server.closeEphemeral(typeName, kept);
      return { diagnostics: writeDiagnostics(diagnostics, redact) };
    },
  };
}

function writeTime(time: Date | undefined) {
  if (!time) return undefined;
  const ms = time.getTime();
  return { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1_000_000 };
}
