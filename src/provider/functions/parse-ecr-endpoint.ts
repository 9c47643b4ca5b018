import { parseEcrEndpoint } from '../../aws';
import { attribute, defineFunction, FunctionError } from '../../bridge/framework';

const { boolType, objectType, stringType } = attribute;
/** ECR Public has neither account nor region. */
const nullableString: attribute.ElementType<string | null> = stringType;

export const parseEcrEndpointFunction = defineFunction({
  summary: 'What the endpoint of an Amazon ECR says',
  description:
    'Reads the host of a private or public Amazon ECR: `account_id` and `region` (null for ECR Public), `partition`, ' +
    '`fips`, `dual_stack` and `public`.',
  parameters: [
    {
      name: 'endpoint',
      type: stringType,
      description: 'The host without "https://", for example "123456789012.dkr.ecr.us-east-1.amazonaws.com".',
    },
  ],
  returns: objectType({
    account_id: nullableString,
    region: nullableString,
    partition: stringType,
    fips: boolType,
    dual_stack: boolType,
    public: boolType,
  }),
  call([endpoint]) {
    const parsed = parseEcrEndpoint(endpoint);
    if ('problem' in parsed) throw new FunctionError(parsed.problem, 0);
    const { accountId = null, region = null, partition, fips, dualStack } = parsed;
    return { account_id: accountId, region, partition, fips, dual_stack: dualStack, public: parsed.public };
  },
});
