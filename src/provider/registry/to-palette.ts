import type { KnownConfigOf, PlanOf } from '../../bridge/framework';
import {
  type BasicOciRegistrySpec,
  type EcrRegistrySpec,
  joinBaseContentPaths,
  type ProviderType,
  type RegistryByKind,
  type RegistryKind,
} from '../../palette';
import { authOf } from './basic';
import { awsAccountOf } from './ecr';
import { refuseUnknownSecret } from './ignored-secrets';
import type { RegistrySchema } from './schema';
import { tlsConfigurationOf } from './tls';

type Config = KnownConfigOf<RegistrySchema>;
type Plan = PlanOf<RegistrySchema>;

/** A registry of either kind, ready to be sent; the kind decides about the path of every call. */
export type Desired = { [K in RegistryKind]: { readonly kind: K; readonly registry: RegistryByKind[K] } }[RegistryKind];

/**
 * What Palette shall hold. Plain arguments come from the plan, where defaults are filled in; blocks from the
 * configuration too, because only there write-only secrets can be seen.
 * @throws DiagnosticsError where a secret that Palette has is to be kept, and is not known
 */
export function desiredRegistry(config: Config, plan: Plan): Desired {
  refuseUnknownSecret(config, plan);
  const metadata = { name: plan.name, labels: plan.labels ?? {} };
  if (config.ecr && plan.ecr) return { kind: 'ecr', registry: { metadata, spec: ecrSpec(config, plan) } };
  return { kind: 'basic', registry: { metadata, spec: basicSpec(config, plan) } };
}

function basicSpec(config: Config, plan: Plan): BasicOciRegistrySpec {
  return {
    ...sharedSpec(plan),
    basePath: plan.endpoint_suffix ?? '',
    auth: { ...(config.basic ? authOf(config.basic) : { type: 'noAuth' }), tls: tlsConfigurationOf(config.tls) },
  };
}

function ecrSpec(config: Config, plan: Plan): EcrRegistrySpec {
  return {
    ...sharedSpec(plan),
    isPrivate: plan.ecr?.private ?? true,
    credentials: config.ecr ? awsAccountOf(config.ecr, plan.endpoint) : undefined,
    tls: tlsConfigurationOf(config.tls),
  };
}

function sharedSpec(plan: Plan) {
  return {
    endpoint: plan.endpoint,
    baseContentPath: joinBaseContentPaths(plan.base_content_paths ?? []),
    providerType: plan.provider_type as ProviderType,
    isSyncSupported: plan.synchronization,
  };
}
