# For the network team: what must be reachable, the S3 bucket of the image layers among it.
output "allowlist" {
  value = [for entry in provider::palette::ecr_hosts("us-east-1") : "${entry.host}:${entry.port}"]
}
