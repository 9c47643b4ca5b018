import { type EcrActionSetName, ecrActions, type EcrActionTarget } from './ecr-actions';
import { type PolicyDocument, policyDocument, type PolicyStatement } from './policy-document';
import { type RepositoryPlace } from './repository-arn';

/** What to grant on which repositories. */
export interface EcrAccess {
  /** All of one partition. @default - every repository, private and public */
  readonly repositories?: readonly RepositoryPlace[];
  /** @default "full" */
  readonly actions?: EcrActionSetName;
  /**
   * Of the registries that hold `repositories`, list all repositories: without a name, ecr:DescribeRepositories is asked
   * about `repository/*`, and denied to whoever may describe fewer. @default false
   */
  readonly listRepositories?: boolean;
  /** Fill pull-through caches. @default false */
  readonly pullThroughCache?: boolean;
  /** With each permission to log in to ECR Public, the one that such a login needs as well. @default false */
  readonly serviceBearerToken?: boolean;
}

/**
 * "IAM permissions required to sync an upstream registry", Amazon ECR User Guide: a first pull through a cache imports
 * the image, and creates the repository for it.
 */
const PULL_THROUGH_CACHE = ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'];

/** Amazon ECR Public exists in this partition only. */
const PUBLIC_PARTITION = 'aws';

/** The policy for `access`. Unlimited and full it is the published one, word for word, plus what else is asked for. */
export function ecrAccessDocument(access: EcrAccess): PolicyDocument {
  const { repositories, actions = 'full' } = access;
  const statements = repositories === undefined ? [everywhere(actions)] : scopedStatements(repositories, access);
  const cacheOn = repositories?.filter((repository) => !repository.public).map(({ arn }) => arn) ?? ['*'];
  const all = [
    ...statements,
    statement('EcrPullThroughCache', access.pullThroughCache ? PULL_THROUGH_CACHE : [], cacheOn),
  ].filter(({ Action, Resource }) => Action.length > 0 && Resource?.length !== 0);
  const logsInToPublic = all.some(({ Action }) => Action.includes('ecr-public:GetAuthorizationToken'));
  return policyDocument(...all, ...(access.serviceBearerToken && logsInToPublic ? [bearerTokenStatement()] : []));
}

/**
 * What the policy of a repository in another account must say so that `principalArn` may use it: across accounts, both
 * sides have to allow.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
 */
export function ecrRepositoryPolicy(principalArn: string, actions: EcrActionSetName = 'full'): PolicyDocument {
  return policyDocument({
    Sid: 'EcrAccessFromOtherAccount',
    Effect: 'Allow',
    Principal: { AWS: principalArn },
    Action: ecrActions(actions, 'repository'),
  });
}

function everywhere(actions: EcrActionSetName): PolicyStatement {
  // The name that the policy generator of the AWS console gave the published statement.
  return statement(actions === 'full' ? 'VisualEditor0' : 'EcrRead', ecrActions(actions), ['*']);
}

function scopedStatements(repositories: readonly RepositoryPlace[], access: EcrAccess): readonly PolicyStatement[] {
  const { actions = 'full' } = access;
  const on = (target: EcrActionTarget): readonly string[] => ecrActions(actions, target);
  const privateOnes = repositories.filter((repository) => !repository.public);
  const publicOnes = repositories.filter((repository) => repository.public);
  // The published list logs in to both kinds of registry; a narrower set leaves out the kind that is not named.
  const wantsPrivate = actions === 'full' || privateOnes.length > 0;
  const wantsPublic = publicOnes.length > 0 || (actions === 'full' && repositories[0]?.partition === PUBLIC_PARTITION);
  const lists = access.listRepositories ? 'DescribeRepositories' : 'nothing';
  return [
    statement('EcrRegistry', on('nothing'), wantsPrivate ? ['*'] : []),
    statement('EcrRepositories', on('repository'), arnsOf(privateOnes)),
    statement('EcrRepositoryList', one(on('repository'), `ecr:${lists}`), unlisted(privateOnes)),
    statement('EcrPublicRegistry', on('public-nothing'), wantsPublic ? ['*'] : []),
    statement('EcrPublicRegistryData', on('public-registry'), registriesOf(publicOnes, 'registry/*')),
    statement('EcrPublicRepositories', on('public-repository'), arnsOf(publicOnes)),
    statement('EcrPublicRepositoryList', one(on('public-repository'), `ecr-public:${lists}`), unlisted(publicOnes)),
  ];
}

function bearerTokenStatement(): PolicyStatement {
  return {
    Sid: 'EcrPublicBearerToken',
    Effect: 'Allow',
    Action: 'sts:GetServiceBearerToken',
    Resource: '*',
    Condition: { StringEquals: { 'sts:AWSServiceName': 'ecr-public.amazonaws.com' } },
  };
}

function one(actions: readonly string[], wanted: string): readonly string[] {
  return actions.filter((action) => action === wanted);
}

function arnsOf(repositories: readonly RepositoryPlace[]): readonly string[] {
  return repositories.map(({ arn }) => arn);
}

/** What `repository/*` of these registries adds to the repositories that are named. */
function unlisted(repositories: readonly RepositoryPlace[]): readonly string[] {
  return registriesOf(repositories, 'repository/*').filter((arn) => !arnsOf(repositories).includes(arn));
}

function registriesOf(repositories: readonly RepositoryPlace[], resource: string): readonly string[] {
  return [...new Set(repositories.map(({ registry }) => `${registry}:${resource}`))];
}

/** A single resource stands without a list, as AWS's documents show it. */
function statement(Sid: string, Action: readonly string[], resources: readonly string[]): PolicyStatement {
  const [only, ...more] = resources;
  return { Sid, Effect: 'Allow', Action, Resource: only !== undefined && more.length === 0 ? only : resources };
}
