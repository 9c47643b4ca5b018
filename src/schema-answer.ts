/**
 * The answer to GetProviderSchema, made by the build, which puts another module in this one's place: see
 * scripts/provider/sections.mjs. Where there is none, the service is asked.
 */
export function schemaAnswer(): Buffer | undefined {
  return undefined;
}
