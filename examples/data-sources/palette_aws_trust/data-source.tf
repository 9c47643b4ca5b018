data "palette_aws_trust" "palette" {}

# The trust policy of the IAM role that Palette shall assume.
output "trust_policy" {
  value = data.palette_aws_trust.palette.trust_policy
}
