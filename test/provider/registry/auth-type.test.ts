import { isUnknown, type ModifyPlanRequest, UNKNOWN } from '../../../src/bridge/framework';
import { planAuthType, settledBasic } from '../../../src/provider/registry/auth-type';
import type { RegistrySchema } from '../../../src/provider/registry/schema';
import { basic, type Config, config, ecr, type Plan, type State, stateAfter } from '../../support/registry-bodies';

const STORED: NonNullable<State['basic']> = { ...basic(), password_wo: null, token_wo: null };

/** The plan as the framework makes it where Palette has `authType`, or nothing yet. */
function planned(written: Config['basic'], authType?: string, ignoredSecrets: readonly string[] = []) {
  const state = stateAfter(config({ basic: basic() }));
  const prior: State | null = authType === undefined ? null : { ...state, basic: { ...STORED, auth_type: authType } };
  const draft = { ...state, basic: { ...basic(), auth_type: authType ?? UNKNOWN }, sync_status: null };
  const request = { config: { ...config({}), basic: written }, prior, planned: draft, ignoredSecrets };
  planAuthType(request as unknown as ModifyPlanRequest<RegistrySchema>);
  return { authType: draft.basic.auth_type, isUpdate: isUnknown(draft.sync_status) };
}

it.each<[string, Config['basic'], string, string]>([
  ['nothing is written, and Palette has a token', basic(), 'token', 'noAuth'],
  ['nothing is written, and Palette has a user', basic(), 'basic', 'noAuth'],
  ['a write-only token is written, and Palette has none', basic({ token_wo: 't' }), 'noAuth', 'token'],
  ['a token is written, and Palette has none', basic({ token: 't' }), 'noAuth', 'token'],
  ['a user is written, and Palette has a token', basic({ username: 'u', password_wo: 'p' }), 'token', 'basic'],
])('is an update where %s', (_, written, before, after) => {
  expect(planned(written, before)).toEqual({ authType: after, isUpdate: true });
});

it.each<[string, Config['basic'], string]>([
  ['nothing', basic(), 'noAuth'],
  ['a user', basic({ username: 'u', password: 'p' }), 'basic'],
  ['a token', basic({ token_wo: 't' }), 'token'],
  ['what "ignore_changes" took over', { ...basic(), auth_type: 'token' } as unknown as Config['basic'], 'token'],
])('is no update where Palette has what is written: %s', (_, written, authType) => {
  expect(planned(written, authType)).toEqual({ authType, isUpdate: false });
});

it('is what Palette has where "ignore_changes" names the token', () => {
  expect(planned(basic(), 'token', ['basic.token_wo'])).toEqual({ authType: 'token', isUpdate: false });
});

it('is known before a registry is created', () => {
  expect(planned(basic({ token_wo: 't' }))).toEqual({ authType: 'token', isUpdate: false });
});

it.each<[string, Config['basic']]>([
  ['user name', { ...basic(), username: UNKNOWN }],
  ['token', { ...basic(), token: UNKNOWN }],
  ['write-only token', { ...basic({ username: 'u' }), token_wo: UNKNOWN }],
])('is not known while this is not: %s', (_, written) => {
  expect(planned(written, 'noAuth').authType).toBe(UNKNOWN);
});

it.each<[string, Partial<Plan>, string | null | undefined]>([
  ['is what was planned', { basic: { ...STORED, auth_type: 'token' } }, 'token'],
  ['is what the configuration says by now', { basic: { ...STORED, auth_type: UNKNOWN } }, 'basic'],
  ['is nowhere in an Amazon ECR', { basic: null, ecr: { ...ecr(), private: true } as Plan['ecr'] }, undefined],
])('after an apply it %s', (_, changes, expected) => {
  const written = config({ basic: basic({ username: 'u', password_wo: 'p' }) });
  expect(settledBasic({ ...stateAfter(written), ...changes }, written)?.auth_type).toBe(expected);
});
