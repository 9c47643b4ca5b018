import { externalIdProblem } from '../src/aws';
import type { OciRegistryEcr } from './palette';
import type { Problem } from './problems';
import { isKnownOnlyToTerraform } from './terraform-text';

const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/;

/** The rules of the provider for the role that Palette assumes, already at synth. */
export function assumedRoleProblems(ecr: OciRegistryEcr | undefined): Problem[] {
  if (!ecr?.sts) return [];
  const { roleArn, externalId } = ecr.sts;
  const problems: Problem[] = [];
  if (!isKnownOnlyToTerraform(roleArn) && !ROLE_ARN.test(roleArn)) {
    const reason = "is not the ARN of an IAM role. Write roleArn: 'arn:aws:iam::123456789012:role/palette'";
    problems.push({ prop: 'auth.roleArn', value: roleArn, reason });
  }
  const wrong = isKnownOnlyToTerraform(externalId) ? undefined : externalIdProblem(externalId);
  if (wrong) problems.push({ prop: 'auth.externalId', value: externalId, reason: `is none. ${wrong}` });
  return problems;
}
