variable "harbor_password" {
  type      = string
  ephemeral = true
}

# Harbor, GHCR, ACR, Artifactory and others: basic authentication.
resource "palette_oci_registry" "harbor" {
  name               = "harbor"
  endpoint           = "https://harbor.example.com"
  base_content_paths = ["platform/charts", "team-a/charts"]
  labels             = { team = "platform" }

  basic {
    username    = "robot$palette"
    password_wo = var.harbor_password
  }
}

# Amazon ECR with a role that Palette assumes.
resource "palette_oci_registry" "ecr" {
  name               = "ecr"
  endpoint           = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
  base_content_paths = ["charts"]

  ecr {
    sts {
      role_arn    = "arn:aws:iam::123456789012:role/palette"
      external_id = "the-external-id-of-the-tenant"
    }
  }
}

# A public ECR, without synchronization: Palette does not read its charts.
resource "palette_oci_registry" "public" {
  name            = "public"
  endpoint        = "public.ecr.aws"
  synchronization = false

  ecr {
    private = false
  }
}
