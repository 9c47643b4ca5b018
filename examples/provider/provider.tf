terraform {
  required_providers {
    palette = {
      source = "palette-oci/palette"
    }
  }
}

# The API key comes from PALETTE_API_KEY; PALETTE_HOST names a self-hosted Palette.
provider "palette" {}
