import { PaletteTrustRole, type PaletteTrustRoleProps } from '../../../lib/aws';
import { newStack } from '../synthesized';
import { refusal } from './parts';

const PRINCIPAL = 'arn:aws-us-gov:iam::123456789012:root';
const REPOSITORY = 'arn:aws-us-gov:ecr:us-gov-west-1:123456789012:repository/charts';

const build = (props: PaletteTrustRoleProps) => () =>
  new PaletteTrustRole(newStack(), 'role', { principalArn: PRINCIPAL, externalId: '5a1b2c3d-palette', ...props });

test('a role that names what is in another partition is refused, as IAM would', () => {
  expect(refusal(build({ repositories: [REPOSITORY] }))).toBe(
    '"stack/role" cannot be built from these props:\n' +
      `  'principalArn' ("${PRINCIPAL}") is in the partition 'aws-us-gov', and the role in 'aws'. If the role is there too, ` +
      "write partition: 'aws-us-gov'.\n" +
      `  'repositories[0]' ("${REPOSITORY}") is in the partition 'aws-us-gov', and the role in 'aws'. If the role is there ` +
      "too, write partition: 'aws-us-gov'.",
  );
});

test.each<[string, PaletteTrustRoleProps]>([
  ['the same partition', { partition: 'aws-us-gov', repositories: [REPOSITORY] }],
  ['a partition that only Terraform knows', { partition: '${var.partition}', repositories: [REPOSITORY] }],
  ['a principal and repositories that only Terraform knows', { principalArn: '${var.p}', repositories: ['${var.r}'] }],
  ['a principal with a token for its partition', { principalArn: 'arn:${var.partition}:iam::123456789012:root' }],
])('%s is fine', (_what, props) => {
  expect(build(props)).not.toThrow();
});

test('a principal that is none is not advised to be one of another partition', () => {
  expect(refusal(build({ principalArn: 'arn:aws-moon:iam::123456789012:root' }))).not.toContain('write partition');
});
