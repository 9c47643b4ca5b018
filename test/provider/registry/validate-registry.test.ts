import { DiagnosticsError, OperationTimeout } from '../../../src/bridge/framework';
import { PaletteClient } from '../../../src/palette';
import { desiredRegistry } from '../../../src/provider/registry/to-palette';
import { validateRegistry } from '../../../src/provider/registry/validate-registry';
import { HttpAnswers, paletteError, type ProgrammedAnswer } from '../../support/http-answers';
import { recordedOperation } from '../../support/operation';
import { basic, config, ecr, keys, type KnownConfig, ROLE, stateAfter } from '../../support/registry-bodies';

const REFUSED = paletteError(400, 'InvalidRegistryCredentials', 'no access');
const OK: ProgrammedAnswer = { status: 204 };
const TRUST: ProgrammedAnswer = { json: { accountId: '999999999999', externalId: 'e-1', partition: 'aws' } };
const IMPATIENT = { withinMs: 0, pauseMs: 1 };
const PATIENT = { withinMs: 60_000, pauseMs: 1 };

const BASIC = config({ basic: basic({ username: 'u', password_wo: 'p' }) });
const KEYS = config({ ecr: ecr({ credentials: keys({ secret_key_wo: 's' }) }) });
const ROLE_OF = (externalId: string) => config({ ecr: ecr({ sts: { role_arn: ROLE, external_id: externalId } }) });

let palette: HttpAnswers;
let client: PaletteClient;
beforeEach(async () => {
  palette = await HttpAnswers.start();
  client = new PaletteClient({ host: palette.url, apiKey: 'key-1', environment: {}, maxRetries: 0 });
});
afterEach(async () => {
  expect(palette.violations).toEqual([]);
  await client.close();
  await palette.close();
});

async function validated(written: KnownConfig, settling = IMPATIENT, signal?: AbortSignal) {
  const operation = recordedOperation(signal);
  const desired = desiredRegistry(written, stateAfter(written));
  const error: unknown = await validateRegistry(client, desired, operation, settling).catch(
    (thrown: unknown) => thrown,
  );
  const [found] = error instanceof DiagnosticsError ? error.diagnostics : [];
  return { lines: operation.lines, error, found: found && { ...found, path: found.path?.toString() } };
}

describe('while IAM settles', () => {
  it('an ECR is asked again until it accepts, with a word in the log', async () => {
    palette.on('POST /v1/registries/oci/ecr/validate', REFUSED, REFUSED, OK);
    const line = 'info Palette cannot use the AWS credentials yet; IAM may still be settling';
    expect(await validated(KEYS, PATIENT)).toEqual({ lines: [line, line], error: undefined, found: undefined });
  });

  it('a role is asked again, and the trust is looked up once', async () => {
    palette
      .on('POST /v1/registries/oci/ecr/validate', REFUSED, REFUSED, OK)
      .on('GET /v1/clouds/aws/account/sts', TRUST);
    expect(await validated(ROLE_OF('e-1'), PATIENT)).toMatchObject({ error: undefined });
    expect(palette.trail.filter((line) => line.startsWith('GET'))).toHaveLength(1);
  });

  it.each<[string, KnownConfig, string]>([
    ['another kind of registry', BASIC, 'basic'],
    ['a public ECR', config({ ecr: ecr({ private: false }), endpoint: 'public.ecr.aws' }), 'ecr'],
    ['an external ID that is not the tenant’s', ROLE_OF('e-2'), 'ecr'],
  ])('%s is asked once: time does not change it', async (_, written, kind) => {
    palette.on(`POST /v1/registries/oci/${kind}/validate`, REFUSED, OK).on('GET /v1/clouds/aws/account/sts', TRUST);
    expect((await validated(written, PATIENT)).found).toBeDefined();
  });

  it('the end of the operation is the end of the patience', async () => {
    const controller = new AbortController();
    palette.on('POST /v1/registries/oci/ecr/validate', () => {
      setImmediate(() => controller.abort(new OperationTimeout(1_000)));
      return REFUSED;
    });
    const { error } = await validated(KEYS, { withinMs: 600_000, pauseMs: 300_000 }, controller.signal);
    expect(error).toBeInstanceOf(DiagnosticsError);
  });
});

const ANSWERED = 'Palette refused the request as invalid.';
const CAUSE = (kind: string) =>
  `Nothing was changed.\n\n${ANSWERED} POST /v1/registries/oci/${kind}/validate answered 400 Bad Request, InvalidRegistryCredentials: "no access".`;

describe('credentials that are refused', () => {
  it.each<[string, KnownConfig, ProgrammedAnswer, string, string, string]>([
    [
      'a password',
      BASIC,
      TRUST,
      'Registry Credentials Refused',
      `Palette could not log in to "https://registry.example.com". Check "username" and "password", and that this user may read the base content paths. ${CAUSE('basic')}`,
      'basic',
    ],
    [
      'a token',
      config({ basic: basic({ token: 't' }) }),
      TRUST,
      'Registry Credentials Refused',
      `Palette could not log in to "https://registry.example.com". Check the token, and that it may read the base content paths. ${CAUSE('basic')}`,
      'basic',
    ],
    [
      'none',
      config({ basic: basic() }),
      TRUST,
      'Registry Credentials Refused',
      `Palette could not log in to "https://registry.example.com". The registry wants authentication: set "basic.username" and "basic.password_wo". ${CAUSE('basic')}`,
      'basic',
    ],
    [
      'access keys',
      KEYS,
      TRUST,
      'Registry Credentials Refused',
      `Palette could not log in to "123456789012.dkr.ecr.us-east-1.amazonaws.com". Check the access key and the secret key, and that the IAM user has the policy that Palette needs, attached to it. ${CAUSE('ecr')}`,
      'ecr.credentials',
    ],
    [
      'a public ECR that is not',
      config({ ecr: ecr({ private: false }), endpoint: '123456789012.dkr.ecr.us-east-1.amazonaws.com' }),
      TRUST,
      'Registry Credentials Refused',
      `Palette could not log in to "123456789012.dkr.ecr.us-east-1.amazonaws.com". It wants authentication: remove "private = false" and add a "credentials" or "sts" block. ${CAUSE('ecr')}`,
      'ecr.private',
    ],
    [
      'a role, and Palette does not say why',
      ROLE_OF('e-1'),
      TRUST,
      'Registry Credentials Refused',
      `Palette could not use the role "${ROLE}", and does not say why. The role must trust the AWS account "999999999999" with the external ID "e-1", and have the policy that Palette needs. Check its trust policy first, then its permissions, and apply again. ${CAUSE('ecr')}`,
      'ecr.sts.role_arn',
    ],
    [
      'a role, and Palette tells neither why nor its account',
      ROLE_OF('e-1'),
      paletteError(403, 'Forbidden', 'no'),
      'Registry Credentials Refused',
      `Palette could not use the role "${ROLE}", and does not say why. The role must trust Palette's AWS account with the external ID "e-1", and have the policy that Palette needs. Check its trust policy first, then its permissions, and apply again. ${CAUSE('ecr')}`,
      'ecr.sts.role_arn',
    ],
    [
      'an external ID of another tenant',
      ROLE_OF('e-2'),
      TRUST,
      'Wrong External ID',
      `The external ID "e-2" is not the one of this tenant. Expected "e-1": write it here and into the role's trust policy. ${CAUSE('ecr')}`,
      'ecr.sts.external_id',
    ],
  ])('%s', async (_, written, trust, summary, detail, path) => {
    const kind = written.ecr ? 'ecr' : 'basic';
    palette.on(`POST /v1/registries/oci/${kind}/validate`, REFUSED).on('GET /v1/clouds/aws/account/sts', trust);
    expect((await validated(written)).found).toEqual({ severity: 'error', summary, detail, path });
  });
});

/** AWS's words, as SDKs put them into the message that Palette passes on. */
const SESSION = 'User: arn:aws:sts::123456789012:assumed-role/r/palette is not authorized to perform:';
const NO_TRUST =
  `Palette could not assume the role "${ROLE}". The role must trust the AWS account "999999999999" with the external ID ` +
  '"e-1". Correct the role\'s trust policy, and apply again; "trust_policy" of data.palette_aws_trust is one that does so. ' +
  'AWS says the same of a role that does not exist.';
const ATTACH = (holder: string) =>
  `Attach a policy that allows it to the ${holder}, and apply again: the function "ecr_access_policy" makes the one that ` +
  'Palette needs. If it is attached, a permissions boundary or a service control policy forbids the action.';
const ROLE_WITHOUT = (action: string) =>
  `Palette could assume the role "${ROLE}", so its trust policy is right. But AWS does not allow the role "${action}". ` +
  ATTACH('role');

describe('what AWS misses is told apart by its words', () => {
  it.each<[string, KnownConfig, string, string, string, string]>([
    [
      'the trust, in the words of an SDK',
      ROLE_OF('e-1'),
      `operation error STS: AssumeRole, api error AccessDenied: User: arn:aws:iam::999999999999:user/palette is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`,
      'Missing IAM Trust Relationship',
      NO_TRUST,
      'ecr.sts.role_arn',
    ],
    [
      "the trust, in Palette's own words",
      ROLE_OF('e-1'),
      `cannot assume the role "${ROLE}"`,
      'Missing IAM Trust Relationship',
      NO_TRUST,
      'ecr.sts.role_arn',
    ],
    [
      'the permission of a role to log in',
      ROLE_OF('e-1'),
      `operation error ECR: GetAuthorizationToken, api error AccessDeniedException: ${SESSION} ecr:GetAuthorizationToken on resource: *`,
      'Missing IAM Permission',
      ROLE_WITHOUT('ecr:GetAuthorizationToken'),
      'ecr.sts.role_arn',
    ],
    [
      'the permission of a role to read a chart',
      ROLE_OF('e-1'),
      `403 DENIED ${SESSION} ecr:BatchGetImage on resource: arn:aws:ecr:us-east-1:123456789012:repository/charts`,
      'Missing IAM Permission',
      ROLE_WITHOUT('ecr:BatchGetImage'),
      'ecr.sts.role_arn',
    ],
    [
      'the permission of a user',
      KEYS,
      'AccessDeniedException: User: arn:aws:iam::123456789012:user/u is not authorized to perform: ecr:GetAuthorizationToken on resource: *',
      'Missing IAM Permission',
      'AWS accepts the access key, but does not allow its IAM user "ecr:GetAuthorizationToken". ' + ATTACH('user'),
      'ecr.credentials',
    ],
  ])('%s', async (_, written, message, summary, sentences, path) => {
    const refused = paletteError(400, 'InvalidRegistryCredentials', message);
    palette.on('POST /v1/registries/oci/ecr/validate', refused).on('GET /v1/clouds/aws/account/sts', TRUST);
    const detail = `${sentences} ${CAUSE('ecr').replace('no access', message)}`;
    expect((await validated(written)).found).toEqual({ severity: 'error', summary, detail, path });
  });
});

describe('what else Palette may answer', () => {
  const KEPT_WITHIN =
    'If only your clusters can reach the registry, set "validate = false" and "synchronization = false".';
  it.each<[number, string | undefined, string, string, string | undefined]>([
    [
      400,
      'RegistryUnreachable',
      'Registry Not Valid',
      `validate the registry "charts": Palette must reach "https://registry.example.com". Nothing was changed. ${KEPT_WITHIN}`,
      'endpoint',
    ],
    [
      500,
      'ConnectionTimeout',
      'Registry Not Valid',
      `validate the registry "charts": Palette must reach "https://registry.example.com". Nothing was changed. ${KEPT_WITHIN}`,
      'endpoint',
    ],
    [
      503,
      'Unavailable',
      'Palette Failed',
      `ask Palette to validate the registry "charts". Nothing was changed. Apply again later; if it stays so, show Palette's support what it answered.`,
      undefined,
    ],
    [
      404,
      'ResourceNotFound',
      'API Key Not Accepted',
      'ask Palette to validate the registry "charts". Nothing was changed. Check that the API key is complete, not expired, and from this Palette host.',
      undefined,
    ],
    [
      403,
      'Forbidden',
      'Missing Tenant Scope',
      'ask Palette to validate the registry "charts". Nothing was changed.',
      undefined,
    ],
  ])('%i %s', async (status, code, summary, tried, path) => {
    palette.on('POST /v1/registries/oci/basic/validate', paletteError(status, code ?? '', 'words'));
    const { found } = await validated(BASIC);
    expect(found).toMatchObject({ summary, path });
    expect(found?.detail.split('\n\n')[0]).toBe(`Could not ${tried}`);
  });
});
