import type { Shape } from './answer-shape';
import type { RegistryKind } from './types';

/** The fields that this room or its callers look into, and no others: a newer Palette may answer more. */
const METADATA = {
  name: 'text',
  uid: 'text',
  labels: 'texts',
  annotations: 'texts',
  creationTimestamp: 'text',
} as const;
const TLS = { enabled: 'flag', insecureSkipVerify: 'flag', ca: 'text', certificate: 'text' } as const;

export const SYNC_STATUS = {
  status: 'text',
  message: 'text',
  isSyncSupported: 'flag',
  lastRunTime: 'text',
  lastSyncedTime: 'text',
} as const satisfies Shape;

const SPEC = {
  endpoint: 'text!',
  baseContentPath: 'text',
  providerType: 'text',
  isSyncSupported: 'flag',
  scope: 'text',
} as const;

const STATUS = { syncStatus: SYNC_STATUS } as const;

export const REGISTRY = {
  basic: {
    metadata: METADATA,
    spec: { ...SPEC, basePath: 'text', auth: { type: 'text', username: 'text', tls: TLS } },
    status: STATUS,
  },
  ecr: {
    metadata: METADATA,
    spec: {
      ...SPEC,
      isPrivate: 'flag',
      credentials: {
        credentialType: 'text',
        accessKey: 'text',
        partition: 'text',
        sts: { arn: 'text', externalId: 'text' },
      },
      tls: TLS,
    },
    status: STATUS,
  },
} as const satisfies Readonly<Record<RegistryKind, Shape>>;

/** Without uids a list would prove that registries are gone which are there. */
export const REGISTRY_SUMMARY = {
  metadata: { ...METADATA, uid: 'text!' },
  spec: { registryType: 'text', providerType: 'text', isPrivate: 'flag', endpoint: 'text', scope: 'text' },
  status: { sync: SYNC_STATUS },
} as const satisfies Shape;

export const REGISTRY_METADATA = {
  kind: 'text',
  name: 'text',
  uid: 'text',
  isDefault: 'flag',
  isPrivate: 'flag',
  scope: 'text',
} as const satisfies Shape;

export const AWS_ACCOUNT = { accountId: 'text', externalId: 'text' } as const satisfies Shape;

export const PACK_PAGE = {
  items: [{ metadata: { name: 'text' }, spec: { name: 'text' } }],
  listmeta: { continue: 'text' },
} as const satisfies Shape;

export const PACK_TAGS = {
  name: 'text',
  displayName: 'text',
  tags: [{ tag: 'text', version: 'text' }],
} as const satisfies Shape;
