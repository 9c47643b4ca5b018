import { type ErrorCase, type ErrorGroup } from './error-case';

type Argument = string | readonly (string | null)[];
const calling = (name: string, when: string, ...args: readonly Argument[]): ErrorCase => ({
  when: `\`${name}\`: ${when}`,
  provoke: (world) => world.call(name, ...args),
});

const ARN = 'arn:aws:ecr:us-east-1:123456789012:repository/charts';

export const FUNCTIONS: ErrorGroup = {
  title: 'Functions',
  introduction:
    'Terraform gives all of them the title "Invalid function argument", puts `Invalid value for "…" parameter:` in front and ' +
    'shows the call.',
  cases: [
    calling('parse_ecr_endpoint', 'the host is not one of Amazon ECR.', 'harbor.example.com'),
    calling('ecr_hosts', 'the region is not one of AWS.', 'us_east_1'),
    calling('ecr_hosts', 'an availability zone is given in place of a region.', 'us-east-1a'),
    calling('ecr_hosts', 'the partition is not one of AWS.', 'us-east-1', 'china'),
    calling('ecr_hosts', 'the region is of another partition.', 'us-east-1', 'aws-cn'),
    calling('ecr_hosts', 'more than one partition is given.', 'us-east-1', 'aws', 'aws'),
    calling('ecr_access_policy', 'there is no ARN.', []),
    calling('ecr_access_policy', '`"*"` stands beside an ARN.', [ARN, '*']),
    calling('ecr_access_policy', 'an ARN is not that of a repository.', [ARN, 'charts']),
    calling('ecr_access_policy', 'ARNs are of several partitions.', [
      ARN,
      ARN.replace('aws:ecr:us-east-1', 'aws-cn:ecr:cn-north-1'),
    ]),
    calling('ecr_access_policy', 'an element is null.', [ARN, null]),
    calling('ecr_trust_policy', 'the account ID lost the zeros in front of it.', '12345678901', 'tenant-1'),
    calling('ecr_trust_policy', 'the external ID is too short.', '012345678901', 't'),
    calling('ecr_trust_policy', 'the external ID holds a letter that AWS does not allow.', '012345678901', 'tenant 1'),
    calling('ecr_trust_policy', 'the partition is not one of AWS.', '012345678901', 'tenant-1', 'gov'),
    calling('ecr_trust_policy', 'more than one partition is given.', '012345678901', 'tenant-1', 'aws', 'aws'),
  ],
};
