import type { Construct } from 'constructs';
import type { Problem } from '../problems';
import { accessPolicyProblems } from './ecr-access-policy-holder';
import { nameProblems, settingsProblems } from './iam-settings';
import { type IamName, takenNameProblems } from './names-in-account';
import type { PaletteEcrUserProps } from './palette-ecr-user';

export const LONGEST_NAME = 64;

/** All that is wrong with a user but for what it may read. */
export function ecrUserProblems(scope: Construct, props: PaletteEcrUserProps): Problem[] {
  return [
    ...accessPolicyProblems(props),
    ...nameProblems('userName', props.userName, LONGEST_NAME),
    ...takenNameProblems(scope, userNameOf(props), 'Give each a name of its own, or leave it out for a unique one'),
    ...settingsProblems(props),
  ];
}

export function userNameOf({ userName, provider }: PaletteEcrUserProps): IamName {
  return { prop: 'userName', name: userName, provider };
}
