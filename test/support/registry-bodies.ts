import { authOf } from '../../src/provider/registry/basic';
import type { ConfigOf, KnownConfigOf, PlanOf, PriorStateOf, StateOf } from '../../src/bridge/framework';
import type { RegistrySchema } from '../../src/provider/registry/schema';

export type KnownConfig = KnownConfigOf<RegistrySchema>;
export type Config = ConfigOf<RegistrySchema>;
export type Plan = PlanOf<RegistrySchema>;
export type Prior = PriorStateOf<RegistrySchema>;
export type State = StateOf<RegistrySchema>;

export const ECR_HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
export const ROLE = 'arn:aws:iam::123456789012:role/palette';

type Basic = NonNullable<KnownConfig['basic']>;
type Ecr = NonNullable<KnownConfig['ecr']>;
type Tls = NonNullable<KnownConfig['tls']>;

export function basic(changes: Partial<Basic> = {}): Basic {
  return {
    username: null,
    password: null,
    password_wo: null,
    password_wo_version: null,
    token: null,
    token_wo: null,
    token_wo_version: null,
    auth_type: null,
    ...changes,
  };
}

export function ecr(changes: Partial<Ecr> = {}): Ecr {
  return { private: null, partition: null, credentials: null, sts: null, ...changes };
}

export function keys(changes: Partial<NonNullable<Ecr['credentials']>> = {}): NonNullable<Ecr['credentials']> {
  return { access_key: 'AKIAEXAMPLE', secret_key: null, secret_key_wo: null, secret_key_wo_version: null, ...changes };
}

export function tls(changes: Partial<Tls> = {}): Tls {
  return {
    ca_certificate: null,
    client_certificate: null,
    client_key: null,
    client_key_wo: null,
    insecure_skip_verify: null,
    ...changes,
  };
}

/** What a person wrote: a name, an endpoint, and nothing else. */
export function config(changes: Partial<KnownConfig>): KnownConfig {
  return {
    id: null,
    name: 'charts',
    provider_type: null,
    endpoint: changes.ecr ? ECR_HOST : 'https://registry.example.com',
    endpoint_suffix: null,
    base_content_paths: null,
    synchronization: null,
    labels: null,
    validate: null,
    wait_for_sync: null,
    sync_status: null,
    sync_message: null,
    basic: null,
    ecr: null,
    tls: null,
    ...changes,
  };
}

/** The state that an apply of such a configuration leaves: defaults filled in, write-only values gone. */
export function stateAfter(written: KnownConfig): State {
  const { basic: b, ecr: e, tls: t } = written;
  return {
    ...written,
    id: 'uid-1',
    provider_type: written.provider_type ?? 'helm',
    synchronization: written.synchronization ?? true,
    validate: written.validate ?? true,
    wait_for_sync: written.wait_for_sync ?? true,
    basic: b && { ...b, password_wo: null, token_wo: null, auth_type: authOf(b).type ?? null },
    ecr: e && {
      ...e,
      private: e.private ?? true,
      credentials: e.credentials && { ...e.credentials, secret_key_wo: null },
    },
    tls: t && { ...t, insecure_skip_verify: t.insecure_skip_verify ?? false, client_key_wo: null },
  };
}

/** The state straight after an import. */
export function importedPrior(state: Partial<State>): Prior {
  const nothing = Object.fromEntries(Object.keys(config({})).map((name) => [name, null]));
  return { ...(nothing as Prior), ...state };
}
