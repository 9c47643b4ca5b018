output "region" {
  value = provider::palette::parse_ecr_endpoint("123456789012.dkr.ecr.us-east-1.amazonaws.com").region
}
