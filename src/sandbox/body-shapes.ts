import { type Field, type Shape } from './shape';

/** The bodies of the registry API as tables, after the OpenAPI document "Palette APIs - 4.8". */

const string: Field = { shape: { type: 'string' } };
const flag: Field = { shape: { type: 'boolean' } };
const alwaysWrittenFlag: Field = { shape: { type: 'boolean' }, always: true };

function oneOf(...values: string[]): Field {
  return { shape: { type: 'string', enum: values } };
}

function object(fields: Record<string, Field>): Shape {
  return { type: 'object', fields };
}

/** All-zero values stay visible: a registry without TLS settings reads back as `{enabled: false, insecureSkipVerify: false}`. */
const tlsConfiguration = object({
  enabled: alwaysWrittenFlag,
  insecureSkipVerify: alwaysWrittenFlag,
  ca: string,
  certificate: string,
  key: string,
});

export const registryAuthShape = object({
  type: oneOf('noAuth', 'basic', 'token'),
  username: string,
  password: string,
  token: string,
  tls: { shape: tlsConfiguration },
});

const sharedSpecFields: Record<string, Field> = {
  endpoint: { shape: { type: 'string' }, required: true },
  baseContentPath: string,
  providerType: oneOf('helm', 'zarf', 'pack'),
  isSyncSupported: flag,
  containsSpectroManifest: alwaysWrittenFlag,
  registryUid: string,
  scope: string,
};

export const basicSpecShape = object({
  ...sharedSpecFields,
  auth: { shape: registryAuthShape, required: true },
  basePath: string,
});

const awsCloudAccount = object({
  credentialType: oneOf('secret', 'sts', 'pod-identity'),
  accessKey: string,
  secretKey: string,
  secretToken: string,
  sts: { shape: object({ arn: string, externalId: string }) },
  podIdentity: { shape: object({ roleArn: string, permissionBoundaryArn: string }) },
  partition: oneOf('aws', 'aws-us-gov', 'aws-iso', 'aws-iso-b'),
  policyARNs: { shape: { type: 'strings' } },
});

export const ecrSpecShape = object({
  ...sharedSpecFields,
  isPrivate: { shape: { type: 'boolean' }, required: true },
  credentials: { shape: awsCloudAccount },
  defaultRegion: string,
  tls: { shape: tlsConfiguration },
});

const objectMeta = object({
  name: string,
  uid: string,
  labels: { shape: { type: 'stringMap' } },
  annotations: { shape: { type: 'stringMap' } },
  creationTimestamp: string,
  lastModifiedTimestamp: string,
});

export const syncStatusShape = object({
  status: string,
  message: string,
  isSyncSupported: alwaysWrittenFlag,
  lastRunTime: string,
  lastSyncedTime: string,
});

/** The document marks nothing at the top as required; a spec is, in effect, because its own fields are. */
function registryShape(spec: Shape): Shape {
  return object({
    kind: string,
    metadata: { shape: objectMeta, always: true },
    spec: { shape: spec, required: true },
    status: { shape: object({ syncStatus: { shape: syncStatusShape } }) },
  });
}

export const basicRegistryShape = registryShape(basicSpecShape);
export const ecrRegistryShape = registryShape(ecrSpecShape);

const filterString = object({ eq: string, ne: string, contains: string, beginsWith: string, ignoreCase: flag });
const strings: Field = { shape: { type: 'strings' } };

export const packsFilterShape = object({
  filter: {
    shape: object({
      registryUid: strings,
      name: { shape: filterString },
      displayName: { shape: filterString },
      type: strings,
      layer: strings,
      addOnType: strings,
    }),
  },
  sort: {
    shape: {
      type: 'list',
      items: object({
        field: oneOf('name', 'type', 'layer', 'addOnType', 'displayName'),
        order: oneOf('asc', 'desc'),
      }),
    },
  },
});
