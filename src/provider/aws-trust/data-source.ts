import { attribute, type DataSource, defineSchema, failure, oneOf, pathTo } from '../../bridge/framework';
import { ecrTrustPolicy, policyJson } from '../../aws';
import type { AwsAccountSts, AwsPartition } from '../../palette';
import type { Connection } from '../connection';
import { attempt } from '../palette-failure';

const { string } = attribute;

const PARTITIONS = ['aws', 'aws-us-gov'] as const;

const schema = defineSchema({
  description:
    'What an IAM role must trust so that Palette may assume it: the AWS account of Palette, given the external ID of this tenant.',
  attributes: {
    partition: string({
      default: 'aws',
      validators: [oneOf(...PARTITIONS)],
      description: 'AWS partition of the role: `aws` or `aws-us-gov`. Default `aws`.',
    }),
    account_id: string({ computed: true, description: 'The AWS account from which Palette assumes roles.' }),
    external_id: string({
      computed: true,
      description: 'The external ID of this tenant, for `ecr.sts.external_id` and the trust policy.',
    }),
    principal_arn: string({ computed: true, description: 'That account as the principal of a trust policy.' }),
    trust_policy: string({ computed: true, description: 'The whole trust policy of the role, JSON.' }),
  },
});

/** `data.palette_aws_trust` */
export const awsTrustDataSource: DataSource<typeof schema, Connection> = {
  schema,
  async read({ config, signal }, connection) {
    const partition = (config.partition ?? 'aws') as AwsPartition;
    const tried = `read the AWS account of Palette in the partition "${partition}"`;
    const account = await attempt({ tried, signal, summaries: SUMMARIES, advice: ADVICE, paths: PATHS }, () =>
      connection.client().getAwsAccount(partition, { signal }),
    );
    return { partition, ...trustOf(account, partition) };
  },
};

const SELF_HOSTED =
  'A self-hosted Palette knows none until its operator registers one for STS (system API, /v1/system/config/aws/sts/account).';
const SUMMARIES = { 'not-found': 'No AWS Account For STS' };
const PATHS = { 'not-found': pathTo('partition') };
const ADVICE = { 'not-found': `${SELF_HOSTED} If this Palette has one, check the API key.` };

function trustOf({ accountId, externalId }: AwsAccountSts, partition: AwsPartition) {
  if (!accountId || !externalId) {
    const missing = !accountId ? 'AWS account' : 'external ID';
    const detail = `Palette names no ${missing} for STS in the partition "${partition}". ${SELF_HOSTED}`;
    throw failure(SUMMARIES['not-found'], detail, pathTo('partition'));
  }
  const policy = ecrTrustPolicy({ accountId, externalId, partition });
  if ('problem' in policy) {
    const detail = `Palette's answer makes no trust policy. ${policy.problem}`;
    throw failure('Unexpected Answer', detail, pathTo('partition'));
  }
  return {
    account_id: accountId,
    external_id: externalId,
    principal_arn: policy.Statement[0]?.Principal?.AWS ?? null,
    trust_policy: policyJson(policy),
  };
}
