/**
 * Palette's wire objects of the registry API, named as in its OpenAPI document ("Palette APIs - 4.8") without "v1".
 * Every field is optional that the document does not mark as required, and fields without meaning here are absent.
 */

export type RegistryKind = 'basic' | 'ecr';
export type ProviderType = 'helm' | 'pack' | 'zarf';

export interface ObjectMeta {
  name?: string;
  uid?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  creationTimestamp?: string;
  lastModifiedTimestamp?: string;
}

/** PEM texts. The server's meaning of the fields stands in tls-meaning.ts. */
export interface TlsConfiguration {
  enabled?: boolean;
  insecureSkipVerify?: boolean;
  ca?: string;
  certificate?: string;
  key?: string;
}

export interface RegistryAuth {
  type?: 'noAuth' | 'basic' | 'token';
  username?: string;
  password?: string;
  token?: string;
  tls?: TlsConfiguration;
}

/** What both kinds have. */
export interface OciRegistrySpec {
  endpoint: string;
  baseContentPath?: string;
  providerType?: ProviderType;
  isSyncSupported?: boolean;
  containsSpectroManifest?: boolean;
  registryUid?: string;
  scope?: string;
}

export interface BasicOciRegistrySpec extends OciRegistrySpec {
  auth: RegistryAuth;
  basePath?: string;
}

export interface AwsCloudAccount {
  credentialType?: 'secret' | 'sts' | 'pod-identity';
  accessKey?: string;
  secretKey?: string;
  secretToken?: string;
  sts?: { arn?: string; externalId?: string };
  podIdentity?: { roleArn?: string; permissionBoundaryArn?: string };
  partition?: 'aws' | 'aws-us-gov' | 'aws-iso' | 'aws-iso-b';
  policyARNs?: string[];
}

export interface EcrRegistrySpec extends OciRegistrySpec {
  isPrivate: boolean;
  credentials?: AwsCloudAccount;
  defaultRegion?: string;
  tls?: TlsConfiguration;
}

export interface RegistrySyncStatus {
  status?: string;
  message?: string;
  isSyncSupported: boolean;
  lastRunTime?: string;
  lastSyncedTime?: string;
}

/** Body of create and replace, and answer of a read. */
export interface OciRegistryBody<Spec> {
  kind?: string;
  metadata?: ObjectMeta;
  spec?: Spec;
}

export interface FilterString {
  eq?: string;
  ne?: string;
  contains?: string;
  beginsWith?: string;
  ignoreCase?: boolean;
}

export type PackSortField = 'name' | 'type' | 'layer' | 'addOnType' | 'displayName';

export interface PacksFilterSpec {
  filter?: {
    registryUid?: string[];
    name?: FilterString;
    displayName?: FilterString;
    type?: string[];
    layer?: string[];
    addOnType?: string[];
  };
  sort?: { field?: PackSortField; order?: 'asc' | 'desc' }[];
}
