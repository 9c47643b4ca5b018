import { parseRepositoryArn, principalArnProblem } from '../../src/aws';
import type { Problem } from '../problems';
import { isKnownOnlyToTerraform } from '../terraform-text';
import type { PaletteTrustRoleProps } from './palette-trust-role-props';
import { isKnownOnlyToTerraformInPolicy } from './policy-json';

/** Partitions know nothing of each other: IAM refuses a role whose policies name what is in another one. */
export function otherPartitionProblems({ partition = 'aws', principalArn, repositories = [] }: PaletteTrustRoleProps) {
  if (isKnownOnlyToTerraform(partition)) return [];
  const problems: Problem[] = [];
  const compare = (prop: string, value: string, found: string | undefined): void => {
    if (found === undefined || found === partition) return;
    const reason = `is in the partition '${found}', and the role in '${partition}'. If the role is there too, write partition: '${found}'`;
    problems.push({ prop, value, reason });
  };
  if (principalArn !== undefined && !isKnownOnlyToTerraform(principalArn)) {
    const isArn = principalArnProblem(principalArn) === undefined;
    compare('principalArn', principalArn, isArn ? principalArn.split(':')[1] : undefined);
  }
  // The policy tells what is no list of texts.
  (Array.isArray(repositories) ? repositories : []).forEach((arn: string, index) => {
    const place = typeof arn !== 'string' || isKnownOnlyToTerraformInPolicy(arn) ? undefined : parseRepositoryArn(arn);
    if (place && !('problem' in place)) compare(`repositories[${index}]`, arn, place.partition);
  });
  return problems;
}
