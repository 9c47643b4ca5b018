import type { Construct } from 'constructs';
import { sessionDurationProblem } from '../../src/aws';
import type { Problem } from '../problems';
import { accessPolicyProblems } from './ecr-access-policy-holder';
import { nameProblems, problemsOf, settingsProblems } from './iam-settings';
import { type IamName, takenNameProblems } from './names-in-account';
import { otherPartitionProblems } from './palette-trust-role-partition';
import type { PaletteTrustRoleProps } from './palette-trust-role-props';
import { trustProblems } from './palette-trust-role-trust';

/** All that is wrong with a role but for what it may read. */
export function trustRoleProblems(scope: Construct, props: PaletteTrustRoleProps): Problem[] {
  const { roleName } = props;
  const advice =
    'Leave it out for a unique one. For one role of several registries write ' +
    `const role = new PaletteTrustRole(stack, 'role', { roleName: '${roleName}', … }), and in each ` +
    'identity: EcrIdentity.existingRole(role)';
  return [
    ...trustProblems(props),
    ...otherPartitionProblems(props),
    ...accessPolicyProblems(props),
    ...nameProblems('roleName', roleName, 64),
    ...takenNameProblems(scope, roleNameOf(props), advice),
    ...settingsProblems(props),
    ...problemsOf('maxSessionDuration', props.maxSessionDuration, sessionDurationProblem),
  ];
}

export function roleNameOf({ roleName, provider }: PaletteTrustRoleProps): IamName {
  return { prop: 'roleName', name: roleName, provider };
}
