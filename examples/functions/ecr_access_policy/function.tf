output "policy" {
  value = provider::palette::ecr_access_policy([
    "arn:aws:ecr:us-east-1:123456789012:repository/charts/*",
  ])
}
