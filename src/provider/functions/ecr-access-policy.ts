import { ecrAccessPolicy, policyJson } from '../../aws';
import { attribute, defineFunction, FunctionError } from '../../bridge/framework';

const { listType, stringType } = attribute;

export const ecrAccessPolicyFunction = defineFunction({
  summary: 'The IAM policy that Palette needs to read an Amazon ECR',
  description:
    'The policy (JSON) for the IAM user or role that Palette uses. With `["*"]` it is the one that Palette documents. ' +
    'With ARNs of repositories it is limited to them, in several statements: a login takes no repository, so it is ' +
    'granted on "*". ARNs may hold wildcards (`repository/charts/*`) and IAM policy variables. Name repositories of ' +
    'Amazon ECR Public by their own ARNs (`arn:aws:ecr-public::123456789012:repository/charts`).',
  parameters: [
    {
      name: 'repository_arns',
      type: listType(stringType),
      description: 'ARNs of repositories, all of one partition; or `["*"]` for all repositories.',
    },
  ],
  returns: stringType,
  call([repositoryArns]) {
    const policy = ecrAccessPolicy(repositoryArns);
    if (!('problem' in policy)) return policyJson(policy);
    const place = policy.index === undefined ? '' : `repository_arns[${policy.index}]: `;
    throw new FunctionError(`${place}${policy.problem}`, 0);
  },
});
