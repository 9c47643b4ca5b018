/**
 * Objects of Palette's REST API, field by field as they travel. Names are those of Palette's OpenAPI document
 * ("Palette APIs - 4.8") without the prefix "v1". Nearly everything is optional there, so it is here.
 */

/** The two kinds of OCI registry. The kind is part of nearly every path of the API. */
export type RegistryKind = 'basic' | 'ecr';

export type ProviderType = 'helm' | 'pack' | 'zarf';

export interface ObjectMeta {
  readonly name?: string;
  readonly uid?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** RFC 3339, set by Palette. */
  readonly creationTimestamp?: string;
  /** RFC 3339, set by Palette. */
  readonly lastModifiedTimestamp?: string;
  /** RFC 3339, set by Palette. */
  readonly deletionTimestamp?: string;
}

/** All certificates and keys are PEM text. With `enabled: false` Palette builds no TLS configuration at all. */
export interface TlsConfiguration {
  readonly enabled?: boolean;
  readonly insecureSkipVerify?: boolean;
  /** The only field that Palette trusts servers by. */
  readonly ca?: string;
  /** Client certificate, not a trust anchor. */
  readonly certificate?: string;
  /** Secret: key of the client certificate. */
  readonly key?: string;
}

export interface RegistryAuth {
  readonly type?: 'noAuth' | 'basic' | 'token';
  readonly username?: string;
  /** Secret. Read back as `********`. */
  readonly password?: string;
  /** Secret. Read back as `********`. */
  readonly token?: string;
  readonly tls?: TlsConfiguration;
}

export interface BasicOciRegistrySpec {
  /** URL with its scheme, or GHCR's `ghcr.io/users/...` and `ghcr.io/orgs/...`. */
  readonly endpoint: string;
  readonly auth: RegistryAuth;
  /** "Endpoint Suffix" in Palette's form. */
  readonly basePath?: string;
  /** "Base Content Path" in Palette's form: see `joinBaseContentPaths`. */
  readonly baseContentPath?: string;
  readonly providerType?: ProviderType;
  /** The Synchronization toggle. */
  readonly isSyncSupported?: boolean;
  readonly containsSpectroManifest?: boolean;
  readonly registryUid?: string;
  readonly scope?: string;
}

export interface BasicOciRegistry {
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: BasicOciRegistrySpec;
  readonly status?: OciRegistryStatus;
}

export interface AwsStsCredentials {
  readonly arn?: string;
  readonly externalId?: string;
}

export interface AwsPodIdentityCredentials {
  readonly roleArn?: string;
  readonly permissionBoundaryArn?: string;
}

export interface AwsCloudAccount {
  readonly credentialType?: 'secret' | 'sts' | 'pod-identity';
  readonly accessKey?: string;
  /** Secret. Read back masked. */
  readonly secretKey?: string;
  readonly sts?: AwsStsCredentials;
  readonly podIdentity?: AwsPodIdentityCredentials;
  readonly partition?: 'aws' | 'aws-us-gov' | 'aws-iso' | 'aws-iso-b';
  readonly policyARNs?: readonly string[];
}

export interface EcrRegistrySpec {
  /** Host without a scheme. */
  readonly endpoint: string;
  /** "Enable Authentication" in Palette's form. */
  readonly isPrivate: boolean;
  readonly credentials?: AwsCloudAccount;
  readonly baseContentPath?: string;
  readonly providerType?: ProviderType;
  readonly isSyncSupported?: boolean;
  readonly defaultRegion?: string;
  readonly tls?: TlsConfiguration;
  readonly containsSpectroManifest?: boolean;
  readonly registryUid?: string;
  readonly scope?: string;
}

export interface EcrRegistry {
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: EcrRegistrySpec;
  readonly status?: OciRegistryStatus;
}

/** What a registry and its spec look like, by kind. */
export interface RegistryByKind {
  basic: BasicOciRegistry;
  ecr: EcrRegistry;
}
export interface SpecByKind {
  basic: BasicOciRegistrySpec;
  ecr: EcrRegistrySpec;
}
export type Registry = RegistryByKind[RegistryKind];

export interface OciRegistryStatus {
  readonly syncStatus?: RegistrySyncStatus;
}

export interface RegistrySyncStatus {
  /** An open set in any letter case: Completed, InProgress, Failed, ... Empty = not started. */
  readonly status?: string;
  readonly message?: string;
  readonly isSyncSupported?: boolean;
  /** RFC 3339. */
  readonly lastRunTime?: string;
  /** RFC 3339. */
  readonly lastSyncedTime?: string;
}

/** One item of the list of all OCI registries (`v1OciRegistry`). */
export interface OciRegistrySummary {
  readonly metadata?: ObjectMeta;
  readonly spec?: {
    /** `basic` or `ecr`, in any letter case. */
    readonly registryType?: string;
    readonly providerType?: string;
    readonly isPrivate?: boolean;
    readonly endpoint?: string;
    readonly scope?: string;
    readonly defaultRegion?: string;
    readonly containsSpectroManifest?: boolean;
  };
  readonly status?: { readonly sync?: RegistrySyncStatus };
}

/** Answer of `GET /v1/registries/oci/{uid}`: flat, without metadata and status. */
export interface OciRegistryEntity {
  readonly type?: string;
  readonly providerType?: string;
  readonly endpoint?: string;
  readonly scope?: string;
  readonly defaultRegion?: string;
  readonly auth?: RegistryAuth;
}

/** One item of the list of registries of every sort. */
export interface RegistryMetadata {
  /** `pack`, `helm` (classic) or `oci`. */
  readonly kind?: string;
  readonly name?: string;
  readonly uid?: string;
  /** True for the registries that come with Palette. */
  readonly isDefault?: boolean;
  readonly isPrivate?: boolean;
  readonly scope?: string;
}

export type RegistryScope = 'system' | 'tenant' | 'all';

export type AwsPartition = 'aws' | 'aws-us-gov';

/** The AWS account that assumes customers' roles, and the external ID of this tenant. */
export interface AwsAccountSts {
  readonly accountId?: string;
  readonly externalId?: string;
  readonly partition?: AwsPartition;
}

/** A pack or chart as found by a search (`v1PackMetadata`). */
export interface PackMetadata {
  readonly metadata?: ObjectMeta;
  readonly spec?: {
    readonly name?: string;
    readonly displayName?: string;
    readonly layer?: string;
    readonly type?: string;
    readonly addonType?: string;
    readonly registries?: readonly {
      readonly uid?: string;
      readonly name?: string;
      readonly latestVersion?: string;
      readonly latestPackUid?: string;
    }[];
  };
}

/** Versions of one pack or chart in one registry (`v1PackTagEntity`). */
export interface PackTagEntity {
  readonly name?: string;
  readonly displayName?: string;
  readonly registryUid?: string;
  readonly layer?: string;
  readonly tags?: readonly { readonly tag?: string; readonly version?: string; readonly packUid?: string }[];
}

/** Error body of Palette. */
export interface ErrorBody {
  readonly code?: string;
  readonly message?: string;
  readonly ref?: string;
  readonly details?: unknown;
}
