/** As in `required_providers`, with the host that Terraform adds. */
export const PROVIDER_ADDRESS = 'registry.terraform.io/palette-oci/palette';
