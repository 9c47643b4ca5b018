/** Everything that the provider process loads only when it must do more than tell its schema. */
import { createProviderService, type HostProcess } from './bridge/provider-service';
import { type Environment, paletteProvider } from './provider';

/** The provider `palette-oci/palette` as a service. */
export function paletteService(environment: Environment, host: HostProcess) {
  return createProviderService(paletteProvider(environment), host);
}
