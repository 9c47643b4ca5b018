import { parseEcrEndpoint } from '../aws';
import { ecrLogin, OciRegistry, type OciCredentials } from '../oci';
import { assumeRole, type AwsCredentials } from './assume-role';
import { ConnectionRefusal } from './connection-problem';
import { type Network } from './network';
import { ociTls } from './tls-meaning';
import { type AwsCloudAccount, type EcrRegistrySpec } from './wire';

/** Where AWS is, who Palette is there, and the tenant's external ID. */
export interface EcrAccess {
  /** Instead of AWS's own API endpoints for ECR and STS, for example an emulation. */
  readonly ecrApiEndpoint?: string;
  /** Instead of https://<endpoint>, for every ECR host. */
  readonly ecrRegistryEndpoint?: string;
  /** Palette's own account: from it the tenant's roles are assumed. */
  readonly awsCredentials: AwsCredentials;
  readonly externalId: string;
  readonly network: Network;
}

/** Logs in as Palette would (access keys, an assumed role, or nobody) and returns the registry behind the endpoint. */
export async function openEcrRegistry(spec: EcrRegistrySpec, access: EcrAccess): Promise<OciRegistry> {
  const credentials = await registryCredentials(spec, access);
  return new OciRegistry({
    endpoint: access.ecrRegistryEndpoint ?? `https://${spec.endpoint}`,
    credentials,
    tls: ociTls(spec.tls),
    ...access.network,
  });
}

async function registryCredentials(spec: EcrRegistrySpec, access: EcrAccess): Promise<OciCredentials> {
  const endpoint = parseEcrEndpoint(spec.endpoint);
  if ('problem' in endpoint) throw new ConnectionRefusal('invalid-endpoint', endpoint.problem);
  if (!spec.isPrivate || endpoint.public) return { type: 'anonymous' };
  if (endpoint.region === undefined)
    throw new ConnectionRefusal('invalid-endpoint', `"${spec.endpoint}" names no region`);
  const credentials = await awsCredentialsFor(spec.credentials ?? {}, endpoint.region, access);
  const login = await ecrLogin({
    region: endpoint.region,
    accountId: endpoint.accountId,
    credentials,
    endpoint: access.ecrApiEndpoint,
    ...access.network,
  });
  return { type: 'basic', username: login.username, password: login.password };
}

async function awsCredentialsFor(account: AwsCloudAccount, region: string, access: EcrAccess): Promise<AwsCredentials> {
  const type = account.credentialType ?? 'secret';
  if (type === 'sts') return roleCredentials(account.sts ?? {}, region, access);
  // Documented for the built-in registry of a self-hosted Palette on EKS only.
  if (type === 'pod-identity') throw new ConnectionRefusal('credentials', 'pod-identity is not available to tenants');
  if (!account.accessKey || !account.secretKey) {
    throw new ConnectionRefusal('credentials', 'credentials.accessKey and credentials.secretKey are required');
  }
  return { accessKeyId: account.accessKey, secretAccessKey: account.secretKey };
}

/** The external ID is not the user's choice: only the tenant's own one is accepted. */
async function roleCredentials(
  { arn, externalId }: { readonly arn?: string; readonly externalId?: string },
  region: string,
  { externalId: tenantId, awsCredentials: credentials, ecrApiEndpoint: endpoint, network }: EcrAccess,
): Promise<AwsCredentials> {
  if (!arn) throw new ConnectionRefusal('credentials', 'credentials.sts.arn is required');
  if (externalId !== tenantId) {
    throw new ConnectionRefusal('credentials', 'credentials.sts.externalId is not the external ID of this tenant');
  }
  return assumeRole({ arn, externalId, region, credentials, endpoint, network });
}
