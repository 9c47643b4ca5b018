import { ecrHosts } from '../../aws';
import { attribute, defineFunction, FunctionError } from '../../bridge/framework';

const { boolType, listType, numberType, objectType, stringType } = attribute;

export const ecrHostsFunction = defineFunction({
  summary: 'The hosts of Amazon ECR in a region, for the allowlist of a restricted network',
  description:
    'Every host that a restricted network must allow to read charts from a private Amazon ECR: the registry, the APIs ' +
    'that log in, and the S3 bucket ("starport") that serves the charts themselves. Each has `host` (with "*." in ' +
    'front where the account is meant), `port`, `purpose`, `variant` and `documented`. Clients need those whose ' +
    '`variant` is "standard"; "fips", "dual-stack" and "fips-dual-stack" only matter for endpoints with such names. ' +
    '`documented` is false where AWS does not publish the name and it follows from others.',
  parameters: [
    { name: 'region', type: stringType, description: 'The region of the registry, for example "us-east-1".' },
  ],
  variadic: {
    name: 'partition',
    type: stringType,
    description: 'At most one: the partition, for example "aws-cn". Read off the region where left out.',
  },
  returns: listType(
    objectType({
      host: stringType,
      port: numberType,
      purpose: stringType,
      variant: stringType,
      documented: boolType,
    }),
  ),
  call([region], [partition, ...more]) {
    if (more.length > 0) {
      throw new FunctionError(`Expected at most one partition, got ${more.length + 1}. Remove all but one.`, 2);
    }
    const hosts = ecrHosts({ region, partition });
    if ('problem' in hosts) throw new FunctionError(hosts.problem, hosts.argument === 'region' ? 0 : 1);
    return hosts.map(({ source: _, ...host }) => host);
  },
});
