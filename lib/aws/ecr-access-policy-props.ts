import type { TerraformProvider } from 'cdktf';
import type { IamTags } from './iam-settings';

/** How much of an ECR may be read. */
export enum EcrActionSet {
  /** The 25 actions that Palette documents. */
  FULL = 'full',
  /**
   * What finding charts and their versions takes: login, pull, `DescribeRepositories`, `DescribeImages`, `ListImages` and
   * the repositories' own policies. Palette documents these nine as enough to log in, validate and synchronize (guide to
   * pod identity for ECR).
   */
  SYNC = 'sync',
  /** Log in and pull what is known by name. Palette then lists no charts: for registries without synchronization. */
  PULL = 'pull',
}

/** What Palette may read. */
export interface EcrAccessOptions {
  /**
   * The repositories that may be read: ARNs, those of ECR Public among them. Wildcards are allowed
   * (`arn:aws:ecr:us-east-1:123456789012:repository/team/*`), IAM policy variables too. A token is taken for the ARN of a
   * private repository. Repositories of another account can be named here, but its owner must allow it as well: see
   * `EcrAccessPolicy.repositoryPolicyFor`.
   * @default - every repository: Palette's published policy, word for word
   */
  readonly repositories?: string[];
  /**
   * Repositories of Amazon ECR Public, where their ARNs are tokens; literal ones may also stand in `repositories`.
   * @default - none
   */
  readonly publicRepositories?: string[];
  /**
   * How much of them may be read.
   * @default EcrActionSet.FULL
   */
  readonly actions?: EcrActionSet;
  /**
   * Also allow `DescribeRepositories` on all repositories of the registries that hold `repositories`. Without a name that
   * call is about `repository/*`, so whoever may describe fewer is denied it, and a scan of the whole registry fails.
   * @default - false; true in an `EcrHelmRegistry`
   */
  readonly listRepositories?: boolean;
  /**
   * Allow the first pull through a pull-through cache: `ecr:BatchImportUpstreamImage`, and `ecr:CreateRepository` for the
   * repository that it fills. Creation templates with resource tags need `ecr:TagResource` too, which is not granted.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html
   * @default false
   */
  readonly pullThroughCache?: boolean;
  /**
   * Allow `sts:GetServiceBearerToken` for ECR Public, without which AWS denies a login there; Palette's published policy
   * lacks it.
   * @default - true where a login to ECR Public is granted, but for the published policy, which stays word for word
   */
  readonly serviceBearerToken?: boolean;
}

export interface EcrAccessPolicyProps extends EcrAccessOptions {
  /**
   * The repositories that may be read: ARNs, or names if `accountId` and `region` are set; `team/*` stands for all below.
   * See `EcrAccessOptions.repositories`.
   * @default - every repository: Palette's published policy, word for word
   */
  readonly repositories?: string[];
  /**
   * AWS account (12 digits) of the repositories that are given by name.
   * @default - none
   */
  readonly accountId?: string;
  /**
   * AWS region of the repositories that are given by name.
   * @default - none
   */
  readonly region?: string;
  /**
   * AWS partition of the repositories that are given by name or as tokens.
   * @default - read off `region`, else `aws`
   */
  readonly partition?: string;
  /**
   * Name of the managed policy, at most 128 characters.
   * @default - a unique one that begins with `palette-ecr-`
   */
  readonly policyName?: string;
  /**
   * Description in IAM. A change replaces the policy.
   * @default "Read access to Amazon ECR for Spectro Cloud Palette"
   */
  readonly description?: string;
  /**
   * IAM path, such as `/palette/`. A change replaces the policy.
   * @default "/"
   */
  readonly path?: string;
  /**
   * Tags of the managed policy.
   * @default - none
   */
  readonly tags?: IamTags;
  /**
   * AWS provider block, when the stack has several.
   * @default - the stack's default one
   */
  readonly provider?: TerraformProvider;
}
