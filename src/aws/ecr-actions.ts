/**
 * What an ECR action works on, by the Service Authorization Reference, "Actions, resources, and condition keys for Amazon
 * Elastic Container Registry" and "… Public". An action on "nothing" is granted with the resource "*", or not at all.
 */
export type EcrActionTarget = 'nothing' | 'repository' | 'public-nothing' | 'public-repository' | 'public-registry';

/**
 * How much of an ECR may be read:
 * - "pull": log in and fetch what is known by name;
 * - "sync": find charts and versions, too. Of the private actions these are the nine that are documented as enough to log
 *   in, validate and synchronize (the vendor's guide to pod identity for ECR); of the public ones their counterparts;
 * - "full": everything in the published policy.
 */
export type EcrActionSetName = 'full' | 'sync' | 'pull';

type EcrAction = readonly [action: string, target: EcrActionTarget, narrowestSet: EcrActionSetName];

/**
 * The actions of the policy that reading an ECR needs, in the order in which it is published ("Add OCI Helm Registry",
 * Prerequisites). All of them only read.
 */
export const ECR_ACTIONS: readonly EcrAction[] = [
  ['ecr-public:DescribeRegistries', 'public-registry', 'full'],
  ['ecr:DescribeImageReplicationStatus', 'repository', 'full'],
  ['ecr:ListTagsForResource', 'repository', 'full'],
  ['ecr:ListImages', 'repository', 'sync'],
  ['ecr:DescribeRepositories', 'repository', 'sync'],
  ['ecr:BatchCheckLayerAvailability', 'repository', 'pull'],
  ['ecr:GetLifecyclePolicy', 'repository', 'sync'],
  ['ecr-public:DescribeImageTags', 'public-repository', 'sync'],
  ['ecr-public:DescribeImages', 'public-repository', 'sync'],
  ['ecr:GetRegistryPolicy', 'nothing', 'full'],
  ['ecr-public:GetAuthorizationToken', 'public-nothing', 'pull'],
  ['ecr:DescribeImageScanFindings', 'repository', 'full'],
  ['ecr:GetLifecyclePolicyPreview', 'repository', 'full'],
  ['ecr:GetDownloadUrlForLayer', 'repository', 'pull'],
  ['ecr-public:GetRepositoryCatalogData', 'public-repository', 'full'],
  ['ecr:DescribeRegistry', 'nothing', 'full'],
  ['ecr:GetAuthorizationToken', 'nothing', 'pull'],
  ['ecr-public:GetRepositoryPolicy', 'public-repository', 'sync'],
  ['ecr-public:DescribeRepositories', 'public-repository', 'sync'],
  ['ecr:BatchGetImage', 'repository', 'pull'],
  ['ecr:DescribeImages', 'repository', 'sync'],
  ['ecr-public:GetRegistryCatalogData', 'public-registry', 'full'],
  ['ecr-public:ListTagsForResource', 'public-repository', 'full'],
  ['ecr-public:BatchCheckLayerAvailability', 'public-repository', 'pull'],
  ['ecr:GetRepositoryPolicy', 'repository', 'sync'],
];

/** From wide to narrow: each set holds those behind it. */
const SETS: readonly EcrActionSetName[] = ['full', 'sync', 'pull'];

/** The actions of a set, in published order; only those on `target` if it is named. */
export function ecrActions(set: EcrActionSetName, target?: EcrActionTarget): readonly string[] {
  return ECR_ACTIONS.filter(
    ([, on, narrowest]) => SETS.indexOf(narrowest) >= SETS.indexOf(set) && (target ?? on) === on,
  ).map(([action]) => action);
}
