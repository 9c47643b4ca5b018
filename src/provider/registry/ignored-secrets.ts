import { failure, type KnownConfigOf, type Path, pathTo, type PlanOf } from '../../bridge/framework';
import type { RegistrySchema } from './schema';

type Config = KnownConfigOf<RegistrySchema>;
type Plan = PlanOf<RegistrySchema>;

/**
 * Refuses a plan that keeps what somebody set in Palette together with a secret, as lifecycle `ignore_changes` can demand:
 * Palette does not show that secret, and its PUT replaces the whole object.
 */
export function refuseUnknownSecret(config: Config, plan: Plan): void {
  const path = missingSecret(config, plan);
  if (path === undefined) return;
  const [block] = path.toString().split('.');
  const detail =
    `"${path}" is not known: "ignore_changes" keeps what somebody set in Palette, and Palette shows no secrets. An ` +
    'update replaces the whole registry, so it would take the secret away. Nothing was changed. Take ' +
    `"${block}" out of "ignore_changes", or write down what Palette has, the secret included.`;
  throw failure('Ignored Secret Not Known', detail, path);
}

/** The rules of the schema see to it that whoever ignores nothing has all of them. */
function missingSecret({ basic, ecr, tls }: Config, plan: Plan): Path | undefined {
  const isNone = (...secrets: readonly (string | null | undefined)[]) => secrets.every((secret) => !secret);
  const isToken = plan.basic?.auth_type === 'token';
  if (basic && isToken && isNone(basic.token_wo, basic.token)) return pathTo('basic', 'token_wo');
  if (basic?.username && isNone(basic.password_wo, basic.password, basic.token_wo, basic.token))
    return pathTo('basic', 'password_wo');
  const keys = ecr?.credentials;
  if (keys && isNone(keys.secret_key_wo, keys.secret_key)) return pathTo('ecr', 'credentials', 'secret_key_wo');
  if (tls?.client_certificate && isNone(tls.client_key_wo, tls.client_key)) return pathTo('tls', 'client_key_wo');
  return undefined;
}
