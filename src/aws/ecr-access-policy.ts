import { ECR_ACTIONS, ecrActionsOn } from './ecr-actions';
import { type PolicyDocument, type PolicyStatement } from './policy-document';
import { parseRepositoryArn, type RepositoryArn } from './repository-arn';

export interface EcrAccessProblem {
  /** Sentences for a user. */
  readonly problem: string;
  /** Position of the ARN to blame, counted from 0; undefined if it is the list as a whole. */
  readonly index?: number;
}

/** In place of ARNs: every repository, private and public. */
const EVERY_REPOSITORY = '*';

/**
 * The policy of whoever reads charts from Amazon ECR. For `["*"]` it is the published one, word for word. For ARNs of
 * repositories it is split: some actions take no repository, and a statement that names one denies them. A login is
 * among those, so the published statement with an ARN in place of "*" reads nothing at all.
 *
 * Of the actions on a repository, those of ECR Public are granted only on the public repositories that are named.
 */
export function ecrAccessPolicy(repositoryArns: readonly string[]): PolicyDocument | EcrAccessProblem {
  const arns = [...new Set(repositoryArns)];
  if (arns.length === 0) {
    return { problem: 'Expected at least one ARN of a repository, got none. Write ["*"] for all repositories.' };
  }
  if (arns.includes(EVERY_REPOSITORY)) {
    if (arns.length === 1) return documentOf([publishedStatement()]);
    return {
      problem: '"*" already stands for all repositories. Write it alone, or remove it.',
      index: repositoryArns.indexOf(EVERY_REPOSITORY),
    };
  }
  const repositories: RepositoryArn[] = [];
  for (const [index, arn] of repositoryArns.entries()) {
    const repository = parseRepositoryArn(arn);
    if ('problem' in repository) return { ...repository, index };
    const partition = repositories[0]?.partition ?? repository.partition;
    if (repository.partition !== partition) return { problem: otherPartition(repository, partition), index };
    if (!repositories.some((known) => known.arn === arn)) repositories.push(repository);
  }
  return documentOf(scopedStatements(repositories));
}

function otherPartition({ arn, partition }: RepositoryArn, first: string): string {
  return `"${arn}" is of the partition "${partition}", the first ARN is of "${first}". Write a policy for each.`;
}

function documentOf(statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

function publishedStatement(): PolicyStatement {
  const actions = ECR_ACTIONS.map(([action]) => action);
  return { Sid: 'VisualEditor0', Effect: 'Allow', Action: actions, Resource: '*' };
}

function scopedStatements(repositories: readonly RepositoryArn[]): readonly PolicyStatement[] {
  const privateArns = repositories.filter((repository) => !repository.public).map(({ arn }) => arn);
  const publicOnes = repositories.filter((repository) => repository.public);
  // An account has one public registry.
  const registries = [...new Set(publicOnes.map(({ accountId }) => `arn:aws:ecr-public::${accountId}:registry/*`))];
  const publicArns = publicOnes.map(({ arn }) => arn);
  const inAws = repositories[0]?.partition === 'aws';
  return [
    statement('EcrRegistry', ecrActionsOn('nothing'), ['*']),
    statement('EcrRepositories', ecrActionsOn('repository'), privateArns),
    statement('EcrPublicRegistry', ecrActionsOn('public-nothing'), inAws ? ['*'] : []),
    statement('EcrPublicRegistryData', ecrActionsOn('public-registry'), registries),
    statement('EcrPublicRepositories', ecrActionsOn('public-repository'), publicArns),
  ].filter(({ Resource = [] }) => Resource.length > 0);
}

/** A single resource stands without a list, as AWS's documents show it. */
function statement(Sid: string, Action: readonly string[], resources: readonly string[]): PolicyStatement {
  const [only, ...more] = resources;
  return { Sid, Effect: 'Allow', Action, Resource: only !== undefined && more.length === 0 ? only : resources };
}
