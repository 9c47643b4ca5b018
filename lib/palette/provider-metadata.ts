import type { TerraformProviderGeneratorMetadata } from 'cdktf';
import { PACKAGE_VERSION } from '../package';

/** `source` in required_providers. */
export const PROVIDER_SOURCE = 'palette-oci/palette';

/** What cdktf needs to know to match resources with their provider block. */
export const PROVIDER_METADATA: TerraformProviderGeneratorMetadata = {
  providerName: 'palette',
  providerVersion: PACKAGE_VERSION,
  providerVersionConstraint: PACKAGE_VERSION,
};
