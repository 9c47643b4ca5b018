import {
  attribute,
  block,
  exactlyOneOf,
  type KnownConfigOf,
  notEmpty,
  oneOf,
  type PriorStateOf,
  requires,
  type Rule,
  type StateOf,
  validator,
} from '../../bridge/framework';
import type { AwsCloudAccount } from '../../palette';
import { type Partition, partitionOf, PARTITIONS } from './partition';
import { realSecret } from '../secret';

const { string, number, bool } = attribute;

const credentialsBody = {
  attributes: {
    access_key: string({ required: true, validators: [notEmpty()], description: 'Access Key of the IAM user.' }),
    secret_key: string({
      optional: true,
      sensitive: true,
      validators: [realSecret()],
      description: 'Secret access key. Stored in state: prefer `secret_key_wo`.',
    }),
    secret_key_wo: string({
      optional: true,
      writeOnly: true,
      sensitive: true,
      validators: [realSecret()],
      description: 'Secret access key, never stored. Needs Terraform 1.11.',
    }),
    secret_key_wo_version: number({ optional: true, description: 'Change it to send `secret_key_wo` again.' }),
  },
} as const;

const stsBody = {
  attributes: {
    role_arn: string({
      required: true,
      validators: [
        validator('Invalid Role ARN', (value, path) =>
          /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/.test(value)
            ? undefined
            : `${path} is ${JSON.stringify(value)}. Expected an IAM role such as "arn:aws:iam::123456789012:role/palette".`,
        ),
      ],
      description: 'ARN of the IAM role that Palette assumes.',
    }),
    // Not `required`: `cdktf get` takes a block whose arguments all are for a required block, wherever it stands.
    external_id: string({
      optional: true,
      validators: [
        validator('Invalid External ID', (value, path) =>
          /^[\w+=,.@:/-]{2,1224}$/.test(value)
            ? undefined
            : `${path} is ${JSON.stringify(value)}. Expected 2 to 1224 letters, digits and _+=,.@:/-: the external ID ` +
              'that Palette shows beside the ARN field.',
        ),
      ],
      description:
        "Required. The tenant's external ID, as Palette shows it beside the ARN field, and the data source `palette_aws_trust` reads it.",
    }),
  },
} as const;

/** What `required` would do, with a text that says where to find the ID. */
const hasExternalId: Rule = {
  check(sts, at) {
    if (sts['external_id'] !== null) return [];
    const detail =
      '"external_id" is not set. Palette assumes a role only with the external ID of the tenant: add ' +
      '"external_id = data.palette_aws_trust.NAME.external_id", or the text that Palette shows beside the ARN field.';
    return [{ severity: 'error', summary: 'Missing Argument', detail, path: at }];
  },
};

const body = {
  attributes: {
    private: bool({
      default: true,
      description: 'Palette\'s "Enable Authentication": off for a public ECR. Default `true`.',
    }),
    partition: string({
      optional: true,
      validators: [oneOf(...PARTITIONS)],
      description: 'AWS partition. Read off the endpoint where left out.',
    }),
  },
  blocks: {
    credentials: block('single', credentialsBody, {
      description: 'AWS Authentication Method "Credentials": static keys of an IAM user.',
      rules: [
        exactlyOneOf('secret_key', 'secret_key_wo'),
        requires('secret_key_wo_version', 'secret_key_wo', 'The version says when "secret_key_wo" changed: add that.'),
      ],
    }),
    sts: block('single', stsBody, {
      description: 'AWS Authentication Method "STS": a role that Palette assumes.',
      rules: [hasExternalId],
    }),
  },
} as const;

/** OCI Authentication Type "ECR" of Palette's form. */
export const ecrBlock = block('single', body, {
  description: 'Authentication of an Amazon ECR, private or public.',
  replace: 'presence',
});

type Shape = typeof body;
type EcrConfig = KnownConfigOf<Shape>;
type EcrState = StateOf<Shape>;

/** The block as Palette wants it, with the real secret; undefined for a public ECR. */
export function awsAccountOf(ecr: EcrConfig, endpoint: string): AwsCloudAccount | undefined {
  const partition = (ecr.partition as Partition | null) ?? partitionOf(endpoint);
  if (ecr.credentials) {
    const { access_key: accessKey, secret_key_wo, secret_key } = ecr.credentials;
    return { credentialType: 'secret', accessKey, secretKey: secret_key_wo ?? secret_key ?? '', partition };
  }
  if (!ecr.sts) return undefined;
  const { role_arn: arn, external_id: externalId } = ecr.sts;
  return { credentialType: 'sts', sts: { arn, externalId: externalId ?? '' }, partition };
}

/** The block as Palette has it. The secret key comes back masked, so the state's stays. */
export function ecrStateOf(
  spec: { readonly isPrivate?: boolean; readonly endpoint?: string; readonly credentials?: AwsCloudAccount },
  prior: PriorStateOf<Shape> | null,
): EcrState {
  const { credentials } = spec;
  // Palette's default; an account of another type (pod identity) is one that this block cannot express.
  const method = credentials?.credentialType || 'secret';
  return {
    private: spec.isPrivate ?? false,
    partition: partitionStateOf(credentials?.partition, spec.endpoint ?? '', prior?.partition ?? null),
    credentials:
      method === 'secret' && credentials?.accessKey
        ? {
            access_key: credentials.accessKey,
            secret_key: prior?.credentials?.secret_key ?? null,
            secret_key_wo: null,
            secret_key_wo_version: prior?.credentials?.secret_key_wo_version ?? null,
          }
        : null,
    sts:
      method === 'sts'
        ? { role_arn: credentials?.sts?.arn ?? '', external_id: credentials?.sts?.externalId ?? '' }
        : null,
  };
}

/** Palette fills in a partition; one that says no more than the endpoint is not a difference to what was left out. */
function partitionStateOf(shown: string | undefined, endpoint: string, prior: string | null): string | null {
  if (shown === undefined || shown === '') return prior;
  return prior === null && shown === partitionOf(endpoint) ? null : shown;
}
