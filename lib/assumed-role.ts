import { externalIdProblem } from '../src/aws';
import type { OciRegistryEcrSts } from './palette';
import { type Problem, textProblems } from './problems';
import { isKnownOnlyToTerraform } from './terraform-text';

const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/;

/** The rules of the provider for the role that Palette assumes, already at synth; its arguments are named as they are there. */
export function assumedRoleProblems(sts: OciRegistryEcrSts): Problem[] {
  return [...roleProblems(sts.roleArn), ...externalIdProblems(sts.externalId)];
}

function roleProblems(roleArn: string): Problem[] {
  const prop = 'roleArn';
  const advice = "Write roleArn: 'arn:aws:iam::123456789012:role/palette'";
  const problems = textProblems(prop, roleArn, advice);
  if (problems.length > 0 || isKnownOnlyToTerraform(roleArn) || ROLE_ARN.test(roleArn)) return problems;
  return [{ prop, value: roleArn, reason: `is not the ARN of an IAM role. ${advice}` }];
}

function externalIdProblems(externalId: string): Problem[] {
  const prop = 'externalId';
  const advice = 'Copy the external ID that Palette shows ("Add OCI Registry", STS)';
  const problems = textProblems(prop, externalId, advice);
  if (problems.length > 0 || isKnownOnlyToTerraform(externalId)) return problems;
  const reason = externalIdProblem(externalId);
  return reason === undefined ? [] : [{ prop, value: externalId, reason: `is none. ${reason}` }];
}
