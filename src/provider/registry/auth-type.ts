import {
  isUnknown,
  type KnownConfigOf,
  type ModifyPlanRequest,
  type PlanOf,
  type StateOf,
  UNKNOWN,
  type Unknown,
} from '../../bridge/framework';
import { authOf } from './basic';
import type { RegistrySchema } from './schema';

/** What the kind of authentication follows from; anything may be unknown yet. */
interface Written {
  readonly username: unknown;
  readonly token: unknown;
  readonly token_wo: unknown;
  /** Nobody can write it, but lifecycle `ignore_changes` puts in what is stored. */
  readonly auth_type: unknown;
}

/**
 * Plans `basic.auth_type` from what is written. Only there does a token show that somebody set, or took away, in Palette:
 * secrets come back masked, and write-only ones are in no state.
 */
export function planAuthType({ config, prior, planned, ignoredSecrets }: ModifyPlanRequest<RegistrySchema>): void {
  const { basic } = planned;
  if (config.basic === null || basic === null || isUnknown(config.basic) || isUnknown(basic)) return;
  const isTokenIgnored = ignoredSecrets.includes('basic.token_wo');
  const authType = (isTokenIgnored && prior?.basic?.auth_type) || authTypeOf(config.basic);
  planned.basic = { ...basic, auth_type: authType };
  if (prior === null || prior.basic?.auth_type === authType) return;
  // The plan so far may be one without changes; with this one, Palette synchronizes anew.
  planned.sync_status = UNKNOWN;
  planned.sync_message = UNKNOWN;
}

function authTypeOf({ username, token, token_wo: writeOnlyToken, auth_type: kept }: Written): string | Unknown {
  if (typeof kept === 'string') return kept;
  const tokens = [token, writeOnlyToken];
  if (tokens.some((value) => typeof value === 'string')) return 'token';
  if ([...tokens, username].some(isUnknown)) return UNKNOWN;
  return username === null ? 'noAuth' : 'basic';
}

/** The block as an apply leaves it: what was not known while planning is known now. */
export function settledBasic(
  { basic }: PlanOf<RegistrySchema>,
  config: KnownConfigOf<RegistrySchema>,
): StateOf<RegistrySchema>['basic'] {
  if (basic === null) return null;
  const { auth_type: planned } = basic;
  return { ...basic, auth_type: isUnknown(planned) ? config.basic && (authOf(config.basic).type ?? null) : planned };
}
