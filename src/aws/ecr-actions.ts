/**
 * What an ECR action works on, by the Service Authorization Reference, "Actions, resources, and condition keys for Amazon
 * Elastic Container Registry" and "… Public". An action on "nothing" is granted with the resource "*", or not at all.
 */
export type EcrActionTarget = 'nothing' | 'repository' | 'public-nothing' | 'public-repository' | 'public-registry';

/**
 * The actions of the policy that reading an ECR needs, in the order in which it is published ("Add OCI Helm Registry",
 * Prerequisites). All of them only read.
 */
export const ECR_ACTIONS: readonly (readonly [action: string, target: EcrActionTarget])[] = [
  ['ecr-public:DescribeRegistries', 'public-registry'],
  ['ecr:DescribeImageReplicationStatus', 'repository'],
  ['ecr:ListTagsForResource', 'repository'],
  ['ecr:ListImages', 'repository'],
  ['ecr:DescribeRepositories', 'repository'],
  ['ecr:BatchCheckLayerAvailability', 'repository'],
  ['ecr:GetLifecyclePolicy', 'repository'],
  ['ecr-public:DescribeImageTags', 'public-repository'],
  ['ecr-public:DescribeImages', 'public-repository'],
  ['ecr:GetRegistryPolicy', 'nothing'],
  ['ecr-public:GetAuthorizationToken', 'public-nothing'],
  ['ecr:DescribeImageScanFindings', 'repository'],
  ['ecr:GetLifecyclePolicyPreview', 'repository'],
  ['ecr:GetDownloadUrlForLayer', 'repository'],
  ['ecr-public:GetRepositoryCatalogData', 'public-repository'],
  ['ecr:DescribeRegistry', 'nothing'],
  ['ecr:GetAuthorizationToken', 'nothing'],
  ['ecr-public:GetRepositoryPolicy', 'public-repository'],
  ['ecr-public:DescribeRepositories', 'public-repository'],
  ['ecr:BatchGetImage', 'repository'],
  ['ecr:DescribeImages', 'repository'],
  ['ecr-public:GetRegistryCatalogData', 'public-registry'],
  ['ecr-public:ListTagsForResource', 'public-repository'],
  ['ecr-public:BatchCheckLayerAvailability', 'public-repository'],
  ['ecr:GetRepositoryPolicy', 'repository'],
];

export function ecrActionsOn(target: EcrActionTarget): readonly string[] {
  return ECR_ACTIONS.filter(([, actual]) => actual === target).map(([action]) => action);
}
