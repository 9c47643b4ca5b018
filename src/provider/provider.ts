import { type Provider } from '../bridge/framework';
import { awsTrustDataSource } from './aws-trust/data-source';
import { type Connection, connect, type Environment } from './connection';
import { ecrAccessPolicyFunction } from './functions/ecr-access-policy';
import { ecrHostsFunction } from './functions/ecr-hosts';
import { ecrTrustPolicyFunction } from './functions/ecr-trust-policy';
import { parseEcrEndpointFunction } from './functions/parse-ecr-endpoint';
import { probeDataSource } from './probe/data-source';
import { providerSchema } from './provider-schema';
import { registriesDataSource } from './registries/data-source';
import { registryChartsDataSource } from './registry-charts/data-source';
import { registryDataSource } from './registry/data-source';
import { registryResource } from './registry/resource';
import { syncResource } from './sync/resource';

/** The provider `palette-oci/palette`. Arguments that are left out are taken from `environment`. */
export function paletteProvider(environment: Environment): Provider<typeof providerSchema, Connection> {
  return {
    schema: providerSchema,
    issuesUrl: 'https://github.com/palette-oci/cdktf-palette-oci-registry/issues',
    configure: (request) => connect(request, environment),
    resources: { palette_oci_registry: registryResource, palette_oci_registry_sync: syncResource },
    dataSources: {
      palette_aws_trust: awsTrustDataSource,
      palette_oci_registries: registriesDataSource,
      palette_oci_registry: registryDataSource,
      palette_oci_registry_charts: registryChartsDataSource,
      palette_registry_probe: probeDataSource,
    },
    functions: {
      ecr_access_policy: ecrAccessPolicyFunction,
      ecr_hosts: ecrHostsFunction,
      ecr_trust_policy: ecrTrustPolicyFunction,
      parse_ecr_endpoint: parseEcrEndpointFunction,
    },
  };
}
