import { ecrAccessDocument, MANAGED_POLICY_QUOTA, type PolicyDocument, policyJson, policySize } from '../../src/aws';
import type { Problem } from '../problems';
import { type EcrAccessPolicyProps, EcrActionSet } from './ecr-access-policy-props';
import { namedRepositories } from './ecr-access-policy-repositories';
import { literalPart } from './policy-json';

/** The document of a policy, without the repositories that `problems` are about. */
export interface AccessDocument {
  readonly document: PolicyDocument;
  /** What is wrong with the repositories. */
  readonly problems: Problem[];
}

export function accessDocument(props: EcrAccessPolicyProps): AccessDocument {
  const { places, problems } = namedRepositories(props);
  const actions = props.actions ?? EcrActionSet.FULL;
  const isPublished = places === undefined && actions === EcrActionSet.FULL;
  const document = ecrAccessDocument({
    repositories: places,
    actions,
    listRepositories: props.listRepositories,
    pullThroughCache: props.pullThroughCache,
    serviceBearerToken: props.serviceBearerToken ?? !isPublished,
  });
  return { document, problems };
}

/** The same of the managed policy that it is to be, whose size IAM limits. */
export function accessProblems({ document, problems }: AccessDocument): Problem[] {
  if (problems.length > 0) return problems;
  const reason = sizeProblem(
    document,
    "Name several repositories by one wildcard such as 'team/*', grant less by actions: EcrActionSet.SYNC, or make " +
      'several policies and attach each (IAM takes 10 for a role)',
  );
  return reason === undefined ? [] : [{ prop: 'repositories', reason }];
}

/** Of what only Terraform knows at least nothing is counted: an error here is one in any case. */
export function sizeProblem(document: PolicyDocument, advice: string): string | undefined {
  const literal = JSON.parse(literalPart(policyJson(document))) as PolicyDocument;
  const size = policySize(literal);
  if (size <= MANAGED_POLICY_QUOTA) return undefined;
  return `make a policy of ${size} characters, and IAM takes ${MANAGED_POLICY_QUOTA}, white space not counted. ${advice}`;
}
