import { Fn } from 'cdktf';
import {
  accountIdProblem,
  EVERY_REPOSITORY,
  otherPartitionProblem,
  parseRepositoryArn,
  partitionOfRegion,
  placeOfRegion,
  repositoryNameProblem,
  type RepositoryPlace,
} from '../../src/aws';
import { type Problem, textListProblems } from '../problems';
import type { EcrAccessPolicyProps } from './ecr-access-policy-props';
import { problemsOf } from './iam-settings';
import { isKnownOnlyToTerraformInPolicy, withoutPolicyVariables } from './policy-json';

/** The repositories of a policy; undefined = every one. */
export interface NamedRepositories {
  readonly places?: RepositoryPlace[];
  readonly problems: Problem[];
}

type Found = RepositoryPlace | { readonly problem: string };

const EXAMPLE_ACCOUNT = '123456789012';
const SOME_ARN = `arn:aws:ecr:us-east-1:${EXAMPLE_ACCOUNT}:repository/charts`;
const SOME_PUBLIC_ARN = `arn:aws:ecr-public::${EXAMPLE_ACCOUNT}:repository/charts`;

/** Reads ARNs, names and tokens, and gathers all that is wrong with them. */
export function namedRepositories(props: EcrAccessPolicyProps): NamedRepositories {
  const { repositories, publicRepositories } = props;
  const ofLists = [
    ...(repositories ? textListProblems('repositories', repositories, SOME_ARN) : []),
    ...(publicRepositories ? textListProblems('publicRepositories', publicRepositories, SOME_PUBLIC_ARN) : []),
  ];
  if (ofLists.length > 0) return { problems: ofLists };
  if (isEverything(repositories) && publicRepositories === undefined) return { problems: placeProblems(props) };
  const found = [
    ...(repositories ?? []).map((text, index) => ({ prop: `repositories[${index}]`, found: read(text, false, props) })),
    ...(publicRepositories ?? []).map((text, index) => ({
      prop: `publicRepositories[${index}]`,
      found: read(text, true, props),
    })),
  ];
  const places: RepositoryPlace[] = [];
  const problems: Problem[] = [];
  for (const { prop, found: repository } of found) {
    const problem = 'problem' in repository ? repository.problem : otherPartitionProblem(repository, places[0]);
    if (problem !== undefined) problems.push({ prop, reason: `is not possible. ${problem}` });
    else if (!('problem' in repository) && !places.some(({ arn }) => arn === repository.arn)) places.push(repository);
  }
  const privateNames = (repositories ?? []).filter((text) => !isArn(text));
  const anyName = privateNames.length > 0 || (publicRepositories ?? []).some((text) => !isArn(text));
  return {
    places,
    problems: [
      ...emptyProblems('repositories', repositories),
      ...emptyProblems('publicRepositories', publicRepositories),
      ...missingPlace(props, privateNames[0], anyName),
      ...placeProblems(props),
      ...problems,
    ],
  };
}

function isEverything(repositories: string[] | undefined): boolean {
  return repositories === undefined || (repositories.length === 1 && repositories[0] === EVERY_REPOSITORY);
}

function emptyProblems(prop: string, texts: string[] | undefined): Problem[] {
  if (texts === undefined || texts.length > 0) return [];
  return [{ prop, value: texts, reason: 'must name at least one repository. Leave it out to allow every one' }];
}

/** Names of repositories have no colon; a token that begins the text is taken for an ARN. */
function isArn(text: string): boolean {
  const masked = withoutPolicyVariables(text);
  if (isKnownOnlyToTerraformInPolicy(text)) return /^(arn:|\$\{|#\{)/.test(masked);
  return masked === EVERY_REPOSITORY || masked.includes(':') || /\.dkr[.-]ecr/.test(masked);
}

function read(text: string, isPublic: boolean, props: EcrAccessPolicyProps): Found {
  if (text === EVERY_REPOSITORY) {
    return { problem: '"*" already stands for all repositories. Write it alone, or remove it.' };
  }
  if (!isArn(text)) return placeOfName(text, isPublic, props);
  if (isKnownOnlyToTerraformInPolicy(text)) return placeOfToken(text, isPublic, props);
  const place = parseRepositoryArn(text);
  if (!isPublic || 'problem' in place || place.public) return place;
  return { problem: `"${text}" is a private repository. Move it to 'repositories'.` };
}

function placeOfName(name: string, isPublic: boolean, props: EcrAccessPolicyProps): Found {
  const problem = isKnownOnlyToTerraformInPolicy(name) ? undefined : repositoryNameProblem(name);
  if (problem !== undefined)
    return { problem: `Expected the ARN or the name of a repository, got "${name}". ${problem}` };
  const { accountId = '', region = '' } = props;
  const partition = isPublic ? 'aws' : partitionOf(props);
  const registry = isPublic ? `arn:aws:ecr-public::${accountId}` : `arn:${partition}:ecr:${region}:${accountId}`;
  return { arn: `${registry}:repository/${name}`, registry, partition, public: isPublic };
}

function placeOfToken(arn: string, isPublic: boolean, props: EcrAccessPolicyProps): RepositoryPlace {
  const [, partition = partitionOf(props), service = ''] = /^arn:([a-z-]+):([a-z-]+):/.exec(arn) ?? [];
  const [registry = '', name] = arn.split(':repository/');
  const readAtDeploy = arn.startsWith('#') ? `arn:${partition}:ecr:*:*` : Fn.element(Fn.split(':repository/', arn), 0);
  return {
    arn,
    registry: name === undefined ? String(readAtDeploy) : registry,
    partition,
    public: isPublic || service === 'ecr-public',
  };
}

function partitionOf({ region = '', partition }: EcrAccessPolicyProps): string {
  return partition ?? partitionOfRegion(region) ?? 'aws';
}

/** Names say neither account nor region. */
function missingPlace(
  { accountId, region }: EcrAccessPolicyProps,
  privateName: string | undefined,
  anyName: boolean,
): Problem[] {
  const problems: Problem[] = [];
  const because = 'must be set where repositories are given by name';
  if (anyName && accountId === undefined) {
    problems.push({ prop: 'accountId', reason: `${because}. Write accountId: '${EXAMPLE_ACCOUNT}', or the ARNs` });
  }
  if (privateName !== undefined && region === undefined) {
    const arn = `arn:aws:ecr:us-east-1:${accountId ?? EXAMPLE_ACCOUNT}:repository/${privateName}`;
    problems.push({ prop: 'region', reason: `${because}. Write region: 'us-east-1', or the ARN '${arn}'` });
  }
  return problems;
}

function placeProblems({ accountId, region, partition }: EcrAccessPolicyProps): Problem[] {
  const account = problemsOf('accountId', accountId, (id) => {
    const problem = id === '*' ? undefined : accountIdProblem(id);
    return problem && `is not an account. ${problem}`;
  });
  const known = problemsOf('region', region, (name) => {
    if (name === '*') return undefined;
    const place = placeOfRegion(name, isKnownOnlyToTerraformInPolicy(partition ?? '') ? undefined : partition);
    return 'problem' in place ? `is not possible. ${place.problem}` : undefined;
  });
  return [...account, ...known];
}
