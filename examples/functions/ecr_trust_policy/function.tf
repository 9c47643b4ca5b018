output "trust_policy" {
  value = provider::palette::ecr_trust_policy("123456789012", "the-external-id-of-the-tenant")
}
