variable "chart_version" {
  type = string
}

data "palette_oci_registry" "harbor" {
  name = "harbor"
}

# Reads the charts again whenever a new version was pushed.
resource "palette_oci_registry_sync" "harbor" {
  registry_id = data.palette_oci_registry.harbor.id
  triggers    = { chart_version = var.chart_version }
}
