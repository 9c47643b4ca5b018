import { type Provider } from '../bridge/framework';
import { type Connection, connect, type Environment } from './connection';
import { providerSchema } from './provider-schema';
import { registryDataSource } from './registry/data-source';
import { registryResource } from './registry/resource';

/** As in `required_providers`, with the host that Terraform adds. */
export const PROVIDER_ADDRESS = 'registry.terraform.io/palette-oci/palette';

/** The provider `palette-oci/palette`. Arguments that are left out are taken from `environment`. */
export function paletteProvider(environment: Environment): Provider<typeof providerSchema, Connection> {
  return {
    schema: providerSchema,
    issuesUrl: 'https://github.com/palette-oci/cdktf-palette-oci-registry/issues',
    configure: (request) => connect(request, environment),
    resources: { palette_oci_registry: registryResource },
    dataSources: { palette_oci_registry: registryDataSource },
  };
}
