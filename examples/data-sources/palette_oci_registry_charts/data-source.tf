data "palette_oci_registry" "harbor" {
  name = "harbor"
}

data "palette_oci_registry_charts" "harbor" {
  registry_id = data.palette_oci_registry.harbor.id
}

output "charts" {
  value = { for chart in data.palette_oci_registry_charts.harbor.charts : chart.name => chart.versions }
}
