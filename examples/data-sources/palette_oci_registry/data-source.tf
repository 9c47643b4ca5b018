data "palette_oci_registry" "community" {
  name = "Community Registry"
}

output "synchronized_at" {
  value = data.palette_oci_registry.community.last_synced_time
}
