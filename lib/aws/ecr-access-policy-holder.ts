import type { Construct } from 'constructs';
import type { Problem } from '../problems';
import { EcrAccessPolicy } from './ecr-access-policy';
import type { EcrAccessOptions } from './ecr-access-policy-props';
import type { IamSettings } from './iam-settings';

/** Props of a role or user that is given its policy, or the options to make one. */
interface HolderProps extends EcrAccessOptions, IamSettings {
  readonly accessPolicy?: EcrAccessPolicy;
}

export function accessPolicyProblems(props: HolderProps): Problem[] {
  if (props.accessPolicy === undefined) return [];
  return Object.entries(optionsOf(props))
    .filter(([, value]) => value !== undefined)
    .map(([prop, value]) => ({
      prop,
      value,
      reason:
        "has no effect beside 'accessPolicy', which says what may be read. Move it there, or remove 'accessPolicy'",
    }));
}

/** The policy that is given, or one made from the options, with the holder's path, tags and provider. */
export function accessPolicyFor(scope: Construct, props: HolderProps): EcrAccessPolicy {
  if (props.accessPolicy !== undefined) return props.accessPolicy;
  const { path, tags, provider } = props;
  return new EcrAccessPolicy(scope, 'Policy', { ...optionsOf(props), path, tags, provider });
}

export function optionsOf(props: EcrAccessOptions): EcrAccessOptions {
  const { repositories, publicRepositories, actions, listRepositories, pullThroughCache, serviceBearerToken } = props;
  return { repositories, publicRepositories, actions, listRepositories, pullThroughCache, serviceBearerToken };
}
