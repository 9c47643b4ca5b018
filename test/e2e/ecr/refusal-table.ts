import { type AwsKey, createRole, createUser } from '../../support/aws-moto';
import { type Moto } from '../../support/moto';
import { ACCOUNT, type PaletteHere, REGISTRY_HOST } from '../../support/real-aws';
import {
  inStateUnsynchronized,
  keyRefused,
  notAllowed,
  notValid,
  roleUntrusted,
  roleWithoutPermission,
  userWithoutPermission,
} from './refusal-texts';

/** What the cases start from. */
export interface Circumstances {
  /** Policy that `EcrHelmRegistry` made for the base path "platform/charts". */
  readonly document: string;
  /** Trust policy that it made. */
  readonly trust: string;
  readonly palette: PaletteHere;
}

export interface Refusal {
  /** Of the registry and of whatever the case makes in AWS. */
  readonly name: string;
  /** @default - the one of one chart */
  readonly basePath?: string;
  /** Makes what the case needs, in moto. @returns what goes into the block `ecr` */
  readonly ecr: (moto: Moto, name: string, circumstances: Circumstances) => Promise<string>;
  readonly summary: string;
  readonly detail: (name: string, palette: PaletteHere) => string;
  /** First line that Terraform quotes. */
  readonly at: (name: string) => string;
}

/** With one version, so that it is certain which request fails first. */
export const ONE_CHART = 'platform/charts/db/pg';

const BLOB = `the blob "sha256:…" of the repository "${ONE_CHART}"`;
const AT_KEY = () => 'credentials {';
const AT_ROLE = (name: string) => `role_arn = "arn:aws:iam::${ACCOUNT}:role/${name}"`;
const AT_REGISTRY = (name: string) => `resource "palette_oci_registry" "${name}" {`;
const ASSUME = (name: string, { accountId }: PaletteHere) =>
  `cannot assume the role "arn:aws:iam::${ACCOUNT}:role/${name}": User: arn:aws:iam::${accountId}:user/palette is not ` +
  `authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${ACCOUNT}:role/${name}`;
const UNTRUSTED = { summary: 'Missing IAM Trust Relationship', at: AT_ROLE };
const NO_LOGIN =
  'AWS accepts these credentials, but does not allow them to log in to Amazon ECR. Expected permission for ' +
  'ecr:GetAuthorizationToken. Attach a policy to the IAM user or role that allows that action with the resource "*": it ' +
  'takes no other.\n\nGetAuthorizationToken in "us-east-1": 400 AccessDeniedException ';

/** Each thing that can be wrong with the rights in AWS, one at a time. */
export const REFUSALS: readonly Refusal[] = [
  {
    name: 'without-GetAuthorizationToken',
    ecr: keyWithout('ecr:GetAuthorizationToken'),
    summary: 'Missing IAM Permission',
    detail: (name) =>
      userWithoutPermission(
        'ecr:GetAuthorizationToken',
        `${NO_LOGIN}User: arn:aws:iam::${ACCOUNT}:user/${name} is not authorized to perform: ecr:GetAuthorizationToken`,
      ),
    at: AT_KEY,
  },
  {
    name: 'without-DescribeRepositories',
    basePath: 'platform/charts',
    ecr: keyWithout('ecr:DescribeRepositories'),
    summary: 'Registry Not Valid',
    detail: (name) =>
      notValid(
        name,
        'There is no repository "platform/charts", and the registry does not list its repositories, so charts below that ' +
          'path cannot be found from here. Expected a repository. Write the full path of each chart as a base path, or ' +
          `give credentials that may read the list.\n\nGET https://${REGISTRY_HOST}/v2/_catalog: 403\n` +
          `GET https://${REGISTRY_HOST}/v2/platform/charts/tags/list: 404`,
      ),
    at: () => `endpoint = "${REGISTRY_HOST}"`,
  },
  {
    name: 'without-ListImages',
    ecr: keyWithout('ecr:ListImages'),
    summary: 'Synchronization Failed',
    detail: (name) =>
      inStateUnsynchronized(
        name,
        notAllowed(name, 'ecr:ListImages', ONE_CHART, `the repository "${ONE_CHART}"`, 'tags/list'),
      ),
    at: AT_REGISTRY,
  },
  {
    name: 'without-BatchGetImage',
    ecr: keyWithout('ecr:BatchGetImage'),
    summary: 'Synchronization Failed',
    detail: (name) =>
      inStateUnsynchronized(
        name,
        notAllowed(name, 'ecr:BatchGetImage', ONE_CHART, `"0.1.0" in the repository "${ONE_CHART}"`, 'manifests/0.1.0'),
      ),
    at: AT_REGISTRY,
  },
  {
    name: 'without-GetDownloadUrlForLayer',
    ecr: keyWithout('ecr:GetDownloadUrlForLayer'),
    summary: 'Synchronization Failed',
    detail: (name) =>
      inStateUnsynchronized(name, notAllowed(name, 'ecr:GetDownloadUrlForLayer', ONE_CHART, BLOB, 'blobs/sha256:…')),
    at: AT_REGISTRY,
  },
  {
    name: 'path-of-others',
    basePath: 'billing',
    ecr: async (moto, name, { document }) => credentials(await createUser(moto, name, [document])),
    summary: 'Synchronization Failed',
    detail: (name) =>
      inStateUnsynchronized(
        name,
        notAllowed(name, 'ecr:ListImages', 'billing/api', 'the repository "billing/api"', 'tags/list'),
      ),
    at: AT_REGISTRY,
  },
  {
    name: 'wrong-secret',
    ecr: async (moto, name, { document }) =>
      credentials({ ...(await createUser(moto, name, [document])), secretAccessKey: 'wrong' }),
    summary: 'Registry Credentials Refused',
    detail: () =>
      keyRefused(
        'AWS did not accept the signature of the request. Expected one made with the secret access key that belongs to the ' +
          'access key ID. Check the secret access key, and the clock of this computer.\n\nGetAuthorizationToken in ' +
          '"us-east-1": 400 InvalidSignatureException The request signature we calculated does not match the signature ' +
          'you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
      ),
    at: AT_KEY,
  },
  {
    name: 'unknown-key',
    ecr: async () => credentials({ accessKeyId: 'AKIAUNKNOWN000000000', secretAccessKey: 'any' }),
    summary: 'Registry Credentials Refused',
    detail: () =>
      keyRefused(
        'AWS does not know the access key ID. Expected an active access key of this partition. Check that it was not ' +
          'deleted or disabled.\n\nGetAuthorizationToken in "us-east-1": 400 UnrecognizedClientException The security ' +
          'token included in the request is invalid.',
      ),
    at: AT_KEY,
  },
  {
    name: 'external-id-of-another-tenant',
    ecr: async (moto, name, { document, trust }) => sts(await createRole(moto, name, trust, [document]), 'another'),
    summary: 'Wrong External ID',
    detail: (_, { externalId }) =>
      `The external ID "another" is not the one of this tenant. Expected "${externalId}": write it here and into the ` +
      "role's trust policy. Nothing was changed.\n\nPalette refused the request as invalid. POST " +
      '/v1/registries/oci/ecr/validate answered 400 Bad Request, InvalidRegistryCredentials: "Failed to connect to the ' +
      `registry "${REGISTRY_HOST}": credentials.sts.externalId is not the external ID of this tenant".`,
    at: () => 'external_id = "another"',
  },
  {
    name: 'trust-with-another-external-id',
    ecr: async (moto, name, { document, trust, palette: { externalId } }) =>
      sts(await createRole(moto, name, trust.replace(externalId, 'another'), [document]), externalId),
    detail: (name, palette) => roleUntrusted(name, palette, ASSUME(name, palette)),
    ...UNTRUSTED,
  },
  {
    name: 'trust-in-another-account',
    ecr: async (moto, name, { document, trust, palette: { accountId, externalId } }) =>
      sts(await createRole(moto, name, trust.replace(accountId, '999999999999'), [document]), externalId),
    detail: (name, palette) => roleUntrusted(name, palette, ASSUME(name, palette)),
    ...UNTRUSTED,
  },
  {
    name: 'role-that-does-not-exist',
    ecr: async (_, name, { palette: { externalId } }) => sts(`arn:aws:iam::${ACCOUNT}:role/${name}`, externalId),
    detail: (name, palette) => roleUntrusted(name, palette, ASSUME(name, palette)),
    ...UNTRUSTED,
  },
  {
    name: 'role-without-a-policy',
    ecr: async (moto, name, { trust, palette: { externalId } }) =>
      sts(await createRole(moto, name, trust, []), externalId),
    summary: 'Missing IAM Permission',
    detail: (name) =>
      roleWithoutPermission(
        name,
        'ecr:GetAuthorizationToken',
        `${NO_LOGIN}User: arn:aws:sts::${ACCOUNT}:assumed-role/${name}/palette-oci-sandbox is not authorized to perform: ` +
          'ecr:GetAuthorizationToken',
      ),
    at: AT_ROLE,
  },
];

/** A user with the construct's policy but for one action. */
function keyWithout(action: string): Refusal['ecr'] {
  return async (moto, name, { document }) => {
    const policy = JSON.parse(document) as { Statement: readonly { Action: string | readonly string[] }[] };
    const statements = policy.Statement.map((statement) => ({
      ...statement,
      Action: [statement.Action].flat().filter((one) => one !== action),
    })).filter(({ Action }) => Action.length > 0);
    const narrowed = JSON.stringify({ ...policy, Statement: statements });
    if (narrowed.length === JSON.stringify(policy).length) throw new Error(`the policy has no ${action}`);
    return credentials(await createUser(moto, name, [narrowed]));
  };
}

function credentials({ accessKeyId, secretAccessKey }: AwsKey): string {
  return `credentials {\n      access_key    = "${accessKeyId}"\n      secret_key_wo = "${secretAccessKey}"\n    }`;
}

function sts(arn: string, externalId: string): string {
  return `sts {\n      role_arn    = "${arn}"\n      external_id = "${externalId}"\n    }`;
}
