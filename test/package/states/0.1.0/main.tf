resource "palette_oci_registry" "synchronized" {
  name               = "synchronized"
  endpoint           = "https://127.0.0.1:43247"
  base_content_paths = ["platform/charts"]
  labels             = { team = "platform" }
  basic {
    username    = "palette"
    password_wo = "AtJhwEJWv-_p1VUE"
  }
  tls {
    ca_certificate = <<-EOT
-----BEGIN CERTIFICATE-----
MIIBejCCASCgAwIBAgIJO4eIBeviNOpbMAoGCCqGSM49BAMCMCoxKDAmBgNVBAMT
H1BhbGV0dGUgc2FuZGJveCBzYW1wbGUgcmVnaXN0cnkwHhcNMjYxMTIxMTYyMDIy
WhcNMjkwMjIzMTYyMDIyWjAqMSgwJgYDVQQDEx9QYWxldHRlIHNhbmRib3ggc2Ft
cGxlIHJlZ2lzdHJ5MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyWBHm6ix+mVf
LOcsTjNUzTRAbYxAL52QYmbOW47cudhQ7ZBJyf0qamsQyvd4kSVx1xSfYTh8ONqE
TcF3d2peVaMvMC0wDwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhv
c3SHBH8AAAEwCgYIKoZIzj0EAwIDSAAwRQIgVv/lNjNZjCn+ZSo53Kh/qZ9rnBvZ
CSyYYPV/8rXo3rcCIQCDWqGlzpO/+07GvLCIQALokdctKwqbSPv6fjhAtdQo8A==
-----END CERTIFICATE-----
EOT
  }
}

resource "palette_oci_registry_sync" "synchronized" {
  registry_id = palette_oci_registry.synchronized.id
  triggers    = { release = "1" }
}

resource "palette_oci_registry" "password" {
  name     = "password"
  endpoint = "https://harbor.example.com"
  validate = false
  synchronization = false
  basic {
    username = "robot"
    password = "a-password"
  }
  tls {
    insecure_skip_verify = true
  }
  timeouts {
    create = "5m"
  }
}

resource "palette_oci_registry" "token" {
  name            = "token"
  endpoint        = "https://registry.example.com"
  endpoint_suffix = "v2"
  validate = false
  synchronization = false
  basic {
    token_wo         = "a-token"
    token_wo_version = "1"
  }
}

resource "palette_oci_registry" "role" {
  name     = "role"
  endpoint = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
  validate = false
  synchronization = false
  ecr {
    sts {
      role_arn    = "arn:aws:iam::123456789012:role/palette"
      external_id = "an-external-id"
    }
  }
}

resource "palette_oci_registry" "access_key" {
  name     = "access-key"
  endpoint = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
  validate = false
  synchronization = false
  ecr {
    credentials {
      access_key    = "AKIAEXAMPLE000000000"
      secret_key_wo = "a-secret-key"
    }
  }
}

resource "palette_oci_registry" "public" {
  name     = "public"
  endpoint = "public.ecr.aws"
  validate = false
  synchronization = false
  ecr {
    private = false
  }
}
