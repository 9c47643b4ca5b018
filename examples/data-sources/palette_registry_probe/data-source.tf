variable "harbor_password" {
  type      = string
  sensitive = true
}

data "palette_registry_probe" "harbor" {
  endpoint           = "https://harbor.example.com"
  base_content_paths = ["platform/charts"]

  basic {
    username = "robot$palette"
    password = var.harbor_password
  }
}

check "registry_is_reachable" {
  assert {
    condition     = data.palette_registry_probe.harbor.ok
    error_message = join("\n", [for check in data.palette_registry_probe.harbor.checks : check.detail if !check.ok])
  }
}
