import type { Construct } from 'constructs';
import { type Problem, problemsWithin } from '../problems';
import { EcrAccessPolicy } from './ecr-access-policy';
import { accessDocument, accessProblems, sizeProblem } from './ecr-access-policy-document';
import { optionsOf } from './ecr-access-policy-holder';
import type { EcrAccessOptions, EcrAccessPolicyProps } from './ecr-access-policy-props';
import { type EcrHelmRegistryPlace, repositoriesBelow } from './ecr-helm-registry-place';
import type { EcrHelmRegistryProps } from './ecr-helm-registry-props';
import type { IamSettings } from './iam-settings';

/** The registry that is to be read. */
export interface ReadRegistry {
  readonly place: EcrHelmRegistryPlace;
  readonly props: EcrHelmRegistryProps;
}

interface PolicyOptions extends EcrAccessOptions, IamSettings {
  readonly accessPolicy?: EcrAccessPolicy;
}

const TOO_MANY_PATHS =
  "Write the path above several of them, such as 'team' for 'team/a' and 'team/b', or say with wildcards what may be read: " +
  "identity: EcrIdentity.role({ repositories: ['team/*'] })";

/** The options go into the policy that is made here; beside a policy that is given they stay, to be refused. */
export function withoutOptions({ accessPolicy }: PolicyOptions): EcrAccessOptions {
  if (accessPolicy !== undefined) return {};
  return {
    repositories: undefined,
    publicRepositories: undefined,
    actions: undefined,
    listRepositories: undefined,
    pullThroughCache: undefined,
    serviceBearerToken: undefined,
  };
}

/** The policy that is given, or one for this registry. */
export function policyFor(scope: Construct, props: PolicyOptions, registry: ReadRegistry): EcrAccessPolicy {
  return props.accessPolicy ?? new EcrAccessPolicy(scope, 'Policy', policyPropsOf(props, registry));
}

/** What is wrong with the policy that would be made, in the words of the props of an `EcrHelmRegistry`. */
export function policyProblems(props: PolicyOptions, registry: ReadRegistry): Problem[] {
  if (props.accessPolicy !== undefined) return [];
  const access = accessDocument(policyPropsOf(props, registry));
  if (namesRepositories(props)) return problemsWithin('identity', accessProblems(access));
  const reason = sizeProblem(access.document, TOO_MANY_PATHS);
  return reason === undefined ? access.problems : [{ prop: 'baseContentPaths', reason }];
}

function policyPropsOf(
  props: PolicyOptions,
  { place, props: { baseContentPaths } }: ReadRegistry,
): EcrAccessPolicyProps {
  const { accountId, region, partition } = place;
  return {
    ...optionsOf(props),
    ...(namesRepositories(props) ? {} : { repositories: repositoriesBelow(place, baseContentPaths) }),
    listRepositories: props.listRepositories ?? true,
    accountId,
    region,
    partition,
    path: props.path,
    tags: props.tags,
    provider: props.provider,
  };
}

function namesRepositories({ repositories, publicRepositories }: PolicyOptions): boolean {
  return (repositories ?? publicRepositories) !== undefined;
}
