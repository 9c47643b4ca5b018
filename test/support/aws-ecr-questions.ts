import * as ecr from '@aws-sdk/client-ecr';
import { type AwsKey, MOTO_ACCOUNT } from './aws-moto';
import type { Moto } from './moto';

type Ask = (client: ecr.ECRClient, repositoryName: string) => Promise<unknown>;

const layerDigest = `sha256:${'0'.repeat(64)}`;
const imageId = { imageTag: '1.0.0' };

/** Calls about one repository, by IAM action. */
const ON_REPOSITORY: Readonly<Record<string, Ask>> = {
  BatchCheckLayerAvailability: (client, repositoryName) =>
    client.send(new ecr.BatchCheckLayerAvailabilityCommand({ repositoryName, layerDigests: [layerDigest] })),
  BatchDeleteImage: (client, repositoryName) =>
    client.send(new ecr.BatchDeleteImageCommand({ repositoryName, imageIds: [imageId] })),
  BatchGetImage: (client, repositoryName) =>
    client.send(new ecr.BatchGetImageCommand({ repositoryName, imageIds: [imageId] })),
  CompleteLayerUpload: (client, repositoryName) =>
    client.send(new ecr.CompleteLayerUploadCommand({ repositoryName, uploadId: 'u', layerDigests: [layerDigest] })),
  CreateRepository: (client, repositoryName) => client.send(new ecr.CreateRepositoryCommand({ repositoryName })),
  DeleteLifecyclePolicy: (client, repositoryName) =>
    client.send(new ecr.DeleteLifecyclePolicyCommand({ repositoryName })),
  DeleteRepository: (client, repositoryName) =>
    client.send(new ecr.DeleteRepositoryCommand({ repositoryName, force: true })),
  DeleteRepositoryPolicy: (client, repositoryName) =>
    client.send(new ecr.DeleteRepositoryPolicyCommand({ repositoryName })),
  DescribeImageReplicationStatus: (client, repositoryName) =>
    client.send(new ecr.DescribeImageReplicationStatusCommand({ repositoryName, imageId })),
  DescribeImageScanFindings: (client, repositoryName) =>
    client.send(new ecr.DescribeImageScanFindingsCommand({ repositoryName, imageId })),
  DescribeImages: (client, repositoryName) => client.send(new ecr.DescribeImagesCommand({ repositoryName })),
  DescribeRepositories: (client, repositoryName) =>
    client.send(new ecr.DescribeRepositoriesCommand({ repositoryNames: [repositoryName] })),
  GetDownloadUrlForLayer: (client, repositoryName) =>
    client.send(new ecr.GetDownloadUrlForLayerCommand({ repositoryName, layerDigest })),
  GetLifecyclePolicy: (client, repositoryName) => client.send(new ecr.GetLifecyclePolicyCommand({ repositoryName })),
  GetLifecyclePolicyPreview: (client, repositoryName) =>
    client.send(new ecr.GetLifecyclePolicyPreviewCommand({ repositoryName })),
  GetRepositoryPolicy: (client, repositoryName) => client.send(new ecr.GetRepositoryPolicyCommand({ repositoryName })),
  InitiateLayerUpload: (client, repositoryName) => client.send(new ecr.InitiateLayerUploadCommand({ repositoryName })),
  ListImages: (client, repositoryName) => client.send(new ecr.ListImagesCommand({ repositoryName })),
  ListTagsForResource: (client, name) =>
    client.send(new ecr.ListTagsForResourceCommand({ resourceArn: repositoryArn(name) })),
  PutImage: (client, repositoryName) => client.send(new ecr.PutImageCommand({ repositoryName, imageManifest: '{}' })),
  PutImageTagMutability: (client, repositoryName) =>
    client.send(new ecr.PutImageTagMutabilityCommand({ repositoryName, imageTagMutability: 'MUTABLE' })),
  PutLifecyclePolicy: (client, repositoryName) =>
    client.send(new ecr.PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText: '{}' })),
  SetRepositoryPolicy: (client, repositoryName) =>
    client.send(new ecr.SetRepositoryPolicyCommand({ repositoryName, policyText: '{}' })),
  TagResource: (client, name) =>
    client.send(new ecr.TagResourceCommand({ resourceArn: repositoryArn(name), tags: [{ Key: 'a', Value: 'b' }] })),
};

/** Calls about the registry as a whole, granted on "*" only, by IAM action. */
const ON_REGISTRY: Readonly<Record<string, (client: ecr.ECRClient) => Promise<unknown>>> = {
  DeleteRegistryPolicy: (client) => client.send(new ecr.DeleteRegistryPolicyCommand({})),
  DescribeRegistry: (client) => client.send(new ecr.DescribeRegistryCommand({})),
  GetAuthorizationToken: (client) => client.send(new ecr.GetAuthorizationTokenCommand({})),
  GetRegistryPolicy: (client) => client.send(new ecr.GetRegistryPolicyCommand({})),
  PutRegistryPolicy: (client) => client.send(new ecr.PutRegistryPolicyCommand({ policyText: '{}' })),
};

/** What somebody may do, as IAM actions without their service, sorted. */
export interface Permissions {
  readonly registry: readonly string[];
  /** Of the repositories asked about, by name. */
  readonly repositories: Readonly<Record<string, readonly string[]>>;
  /** Whether the repositories may be listed without naming any. */
  readonly listsAll: boolean;
}

/** Tries every call as the owner of a key. A refusal is meant only; what a call answers to who may call it is not looked at. */
export async function permissionsOf(moto: Moto, key: AwsKey, repositories: readonly string[]): Promise<Permissions> {
  const client = ecrClient(moto, key);
  const byName: Record<string, readonly string[]> = {};
  for (const name of repositories) byName[name] = await permitted(ON_REPOSITORY, (ask) => ask(client, name));
  const permissions = {
    registry: await permitted(ON_REGISTRY, (ask) => ask(client)),
    repositories: byName,
    listsAll: await isPermitted(client.send(new ecr.DescribeRepositoriesCommand({}))),
  };
  client.destroy();
  return permissions;
}

export function repositoryArn(name: string): string {
  return `arn:aws:ecr:us-east-1:${MOTO_ACCOUNT}:repository/${name}`;
}

export function ecrClient(moto: Moto, credentials: AwsKey): ecr.ECRClient {
  return new ecr.ECRClient({ endpoint: moto.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
}

async function permitted<T>(
  questions: Readonly<Record<string, T>>,
  ask: (question: T) => Promise<unknown>,
): Promise<readonly string[]> {
  const actions: string[] = [];
  for (const [action, question] of Object.entries(questions))
    if (await isPermitted(ask(question))) actions.push(action);
  return actions;
}

/** moto refuses with 403 before it looks at the call; calls that it does not know end with 500 after that. */
async function isPermitted(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    const status = (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (status === undefined) throw error;
    return status !== 403;
  }
}
