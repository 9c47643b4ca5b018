import type { Handlers, Translation } from './handlers';
import { readBody, writeDiagnostics } from './wire-values';

type Names = 'ValidateProviderConfig' | 'ConfigureProvider' | 'StopProvider';

/** The provider's own configuration, and its end. */
export function providerHandlers({ server, redact }: Translation): Handlers<Names> {
  const { type } = server.providerSchema;
  return {
    async ValidateProviderConfig({ config }) {
      const diagnostics = await server.validateProvider(readBody(type, config) ?? {});
      return { diagnostics: writeDiagnostics(diagnostics, redact) };
    },
    async ConfigureProvider({ config, terraformVersion = '' }) {
      const diagnostics = await server.configure(readBody(type, config) ?? {}, terraformVersion);
      return { diagnostics: writeDiagnostics(diagnostics, redact) };
    },
    StopProvider() {
      server.stop();
      return {};
    },
  };
}
