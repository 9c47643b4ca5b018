import { ecrAccessDocument } from './ecr-access-statements';
import { type PolicyDocument } from './policy-document';
import { parseRepositoryArn, type RepositoryPlace } from './repository-arn';

export interface EcrAccessProblem {
  /** Sentences for a user. */
  readonly problem: string;
  /** Position of the ARN to blame, counted from 0; undefined if it is the list as a whole. */
  readonly index?: number;
}

/** In place of ARNs: every repository, private and public. */
export const EVERY_REPOSITORY = '*';

/**
 * The policy of whoever reads charts from Amazon ECR. For `["*"]` it is the published one, word for word. For ARNs of
 * repositories it is split: some actions take no repository, and a statement that names one denies them. A login is
 * among those, so the published statement with an ARN in place of "*" reads nothing at all.
 *
 * Of the actions on a repository, those of ECR Public are granted only on the public repositories that are named.
 */
export function ecrAccessPolicy(repositoryArns: readonly string[]): PolicyDocument | EcrAccessProblem {
  if (repositoryArns.length === 0) {
    return { problem: 'Expected at least one ARN of a repository, got none. Write ["*"] for all repositories.' };
  }
  if (repositoryArns.every((arn) => arn === EVERY_REPOSITORY)) return ecrAccessDocument({});
  const index = repositoryArns.indexOf(EVERY_REPOSITORY);
  if (index >= 0) {
    return { problem: '"*" already stands for all repositories. Write it alone, or remove it.', index };
  }
  const repositories: RepositoryPlace[] = [];
  for (const [index, arn] of repositoryArns.entries()) {
    const repository = parseRepositoryArn(arn);
    if ('problem' in repository) return { ...repository, index };
    const problem = otherPartitionProblem(repository, repositories[0]);
    if (problem !== undefined) return { problem, index };
    if (!repositories.some((known) => known.arn === arn)) repositories.push(repository);
  }
  return ecrAccessDocument({ repositories });
}

/** A policy belongs to one account, so its repositories to one partition. */
export function otherPartitionProblem(
  { arn, partition }: RepositoryPlace,
  first?: RepositoryPlace,
): string | undefined {
  if (first === undefined || partition === first.partition) return undefined;
  return `"${arn}" is of the partition "${partition}", the first ARN is of "${first.partition}". Write a policy for each.`;
}
