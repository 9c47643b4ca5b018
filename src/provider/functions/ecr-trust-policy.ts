import { ecrTrustPolicy, policyJson } from '../../aws';
import { attribute, defineFunction, FunctionError } from '../../bridge/framework';

const { stringType } = attribute;
const ARGUMENTS = ['accountId', 'externalId', 'partition'] as const;

export const ecrTrustPolicyFunction = defineFunction({
  summary: 'The trust policy of an IAM role that Palette may assume',
  description:
    "The trust policy (JSON) of the role that Palette assumes to read an Amazon ECR. Palette shows its account's ID and " +
    "the tenant's external ID in the form of the registry.",
  parameters: [
    { name: 'account_id', type: stringType, description: "The ID of Palette's AWS account: 12 digits, as a string." },
    { name: 'external_id', type: stringType, description: 'The external ID that Palette made for the tenant.' },
  ],
  variadic: {
    name: 'partition',
    type: stringType,
    description: 'At most one: the partition of the role, for example "aws-us-gov". "aws" where left out.',
  },
  returns: stringType,
  call([accountId, externalId], [partition, ...more]) {
    if (more.length > 0) {
      throw new FunctionError(`Expected at most one partition, got ${more.length + 1}. Remove all but one.`, 3);
    }
    const policy = ecrTrustPolicy({ accountId, externalId, partition });
    if ('problem' in policy) throw new FunctionError(policy.problem, ARGUMENTS.indexOf(policy.argument));
    return policyJson(policy);
  },
});
