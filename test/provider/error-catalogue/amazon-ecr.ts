import { paletteError } from '../../support/http-answers';
import { ECR_CHARTS, ECR_HOST, ROLE, type Written } from './bodies';
import { type ErrorCase, type ErrorGroup } from './error-case';
import { type World } from './world';

const argument = (when: string, written: Written): ErrorCase => ({
  when,
  provoke: (world) => world.validate({ ...ECR_CHARTS, ...written }),
});
const endpoint = (when: string, host: string): ErrorCase => argument(when, { endpoint: host });
const ecr = (when: string, block: Written): ErrorCase => argument(when, { ecr: block });
const sts = (externalId: string): Written => ({ sts: { role_arn: ROLE, external_id: externalId } });
const KEYS = { access_key: 'AKIAEXAMPLE', secret_key: 's3cret' };

const written: readonly ErrorCase[] = [
  endpoint('A scheme stands in front of the host.', `https://${ECR_HOST}`),
  endpoint('The path to the charts is part of the endpoint.', `${ECR_HOST}/platform/charts`),
  endpoint('The host is not one of Amazon ECR.', 'harbor.example.com'),
  endpoint('The account ID does not have 12 digits.', '1234.dkr.ecr.us-east-1.amazonaws.com'),
  ecr('The ECR is private, and there is neither a `credentials` nor an `sts` block.', {}),
  ecr('Both blocks are there.', { credentials: KEYS, ...sts('e-1') }),
  ecr('A public ECR takes no authentication.', { private: false, credentials: KEYS }),
  ecr('There is no secret key.', { credentials: { access_key: 'AKIAEXAMPLE' } }),
  ecr('There is a version without the secret key that it is for.', {
    credentials: { ...KEYS, secret_key_wo_version: 2 },
  }),
  ecr('`partition` is not that of the endpoint.', { partition: 'aws-us-gov', credentials: KEYS }),
  endpoint(
    'The endpoint is in a partition of AWS that Palette does not know.',
    '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
  ),
  ecr('The ARN is not that of an IAM role.', {
    sts: { role_arn: 'arn:aws:iam::123456789012:user/palette', external_id: 'e-1' },
  }),
  ecr('The external ID is not there.', { sts: { role_arn: ROLE } }),
  ecr('The external ID is too short, or holds a character that AWS does not allow.', sts('e')),
];

const VALIDATE = 'POST /v1/registries/oci/ecr/validate';
const ACCOUNT = 'GET /v1/clouds/aws/account/sts';
const REFUSED = paletteError(400, 'InvalidRegistryCredentials', 'failed to get the authorization token');
/** The provider waits as long for IAM to settle. */
const SOON: Written = { timeouts: { create: '3s' } };

/** What Palette passes on of AWS. */
const denied = (who: string, action: string) => {
  const message = `AccessDenied: User: arn:aws:${who} is not authorized to perform: ${action}`;
  return paletteError(400, 'InvalidRegistryCredentials', message);
};
const UNTRUSTED = denied('iam::999999999999:user/palette', `sts:AssumeRole on resource: ${ROLE}`);
const NO_LOGIN = 'ecr:GetAuthorizationToken on resource: *';

const refused = (
  when: string,
  block: Written,
  prepare: (world: World) => World = (world) => world,
  answer: Parameters<World['on']>[1] = REFUSED,
): ErrorCase => ({
  when,
  provoke: (world) => prepare(world.on(VALIDATE, answer)).create({ ...ECR_CHARTS, ...SOON, ecr: block }),
});
const trust = (world: World): World => world.on(ACCOUNT, { json: { accountId: '999999999999', externalId: 'e-1' } });

const used: readonly ErrorCase[] = [
  refused('Palette could not use the access key, although IAM was given two minutes to settle.', {
    credentials: KEYS,
  }),
  refused('`private` is off, and the registry wants a login.', { private: false }),
  refused(
    'The access key is right, but no policy allows its IAM user what Palette needs.',
    { credentials: KEYS },
    undefined,
    denied('iam::123456789012:user/charts', NO_LOGIN),
  ),
  refused(
    'Palette could not assume the role, although IAM was given two minutes to settle.',
    sts('e-1'),
    trust,
    UNTRUSTED,
  ),
  refused(
    'The same, where Palette does not say which AWS account it is.',
    sts('e-1'),
    (world) => world.on(ACCOUNT, paletteError(403, 'Forbidden', 'no')),
    UNTRUSTED,
  ),
  refused(
    'Palette could assume the role, but no policy allows the role what Palette needs.',
    sts('e-1'),
    trust,
    denied('sts::123456789012:assumed-role/charts/palette', NO_LOGIN),
  ),
  refused('Palette could not use the role, and its message does not say what AWS said.', sts('e-1'), trust),
  refused('The external ID is not that of the tenant.', sts('e-2'), trust),
];

const account = (when: string, answer: Parameters<World['on']>[1]): ErrorCase => ({
  when,
  provoke: (world) => world.on(ACCOUNT, answer).look('palette_aws_trust', {}),
});

const trusted: readonly ErrorCase[] = [
  account(
    '`data.palette_aws_trust`: this Palette, a self-hosted one, has no AWS account.',
    paletteError(404, 'ResourceNotFound', 'no account'),
  ),
  account('The same, where Palette answers without an account.', { json: { accountId: '', externalId: 'e-1' } }),
  account('The same, where Palette answers without an external ID.', { json: { accountId: '999999999999' } }),
  account("The account in Palette's answer is none of AWS.", { json: { accountId: '999', externalId: 'e-1' } }),
];

export const AMAZON_ECR: ErrorGroup = {
  title: 'Amazon ECR',
  introduction: 'First what is found without asking anybody, then what Palette finds when it connects to the registry.',
  cases: [...written, ...used, ...trusted],
};
