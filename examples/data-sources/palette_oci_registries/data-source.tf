data "palette_oci_registries" "ecr" {
  type = "ecr"
}

output "ecr_registries" {
  value = data.palette_oci_registries.ecr.registries[*].name
}
