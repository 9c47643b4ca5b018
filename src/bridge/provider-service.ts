/** Joins framework and protocol: a provider as handlers of bytes. */
import { type ProcessServices, type Provider, ProviderServer, type Schema } from './framework';
import { type BytesHandler, providerService } from './protocol';

/** What the process around a provider does for it. */
export interface HostProcess extends ProcessServices {
  /** Takes secrets out of texts for people. */
  redact(text: string): string;
}

/** The service of one provider, by full gRPC path. */
export function createProviderService<S extends Schema, P>(
  provider: Provider<S, P>,
  host: HostProcess,
): ReadonlyMap<string, BytesHandler> {
  return providerService({ server: new ProviderServer(provider, host), redact: (text) => host.redact(text) });
}
