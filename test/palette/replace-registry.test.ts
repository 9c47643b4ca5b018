import { type BasicOciRegistry, type OwnedLabels, replaceRegistry } from '../../src/palette';
import { paletteError } from '../support/http-answers';
import { errorOf, useStage } from './setup';

const stage = useStage();
const UID = '65a1b2c3d4e5f60718293a4b';
const GET = `GET /v1/registries/oci/${UID}/basic`;
const PUT = `PUT /v1/registries/oci/${UID}/basic`;
const NO_LABELS = { ownedLabels: { before: {}, after: {} } };

const current = {
  kind: 'OciRegistry',
  metadata: {
    name: 'harbor',
    uid: UID,
    creationTimestamp: '2026-01-02T03:04:05Z',
    labels: { mine: 'old', dropped: 'x', theirs: 'kept' },
    annotations: { note: 'kept' },
  },
  spec: {
    endpoint: 'https://old.example.com',
    basePath: '/api',
    baseContentPath: 'old',
    providerType: 'helm',
    containsSpectroManifest: true,
    scope: 'cluster',
    registryUid: UID,
    isSyncSupported: true,
    auth: {
      type: 'basic',
      username: 'old',
      password: '********',
      tls: { enabled: true, insecureSkipVerify: false, ca: 'old' },
    },
  },
  status: { syncStatus: { status: 'Completed', isSyncSupported: true } },
};
const desired = {
  metadata: { name: 'harbor' },
  spec: {
    endpoint: 'https://new.example.com',
    auth: { type: 'basic', username: 'u', password: 'planted-password' },
    isSyncSupported: true,
  },
} as const;

async function replaced(registry: BasicOciRegistry, options: { readonly ownedLabels: OwnedLabels }): Promise<unknown> {
  stage.server.on(GET, { json: current }).on(PUT, { status: 204 });
  await replaceRegistry(stage.client(), 'basic', UID, registry, options);
  expect(stage.server.trail).toEqual([GET, PUT]);
  return stage.server.requests[1]?.body;
}

it('sends the whole object: what is desired, and what others look after', async () => {
  const ownedLabels = { before: { mine: 'old', dropped: 'x' }, after: { mine: 'new', added: 'y' } };
  expect(await replaced(desired, { ownedLabels })).toEqual({
    kind: 'OciRegistry',
    metadata: {
      name: 'harbor',
      uid: UID,
      labels: { theirs: 'kept', mine: 'new', added: 'y' },
      annotations: { note: 'kept' },
    },
    spec: {
      ...{
        endpoint: 'https://new.example.com',
        isSyncSupported: true,
        containsSpectroManifest: true,
        scope: 'cluster',
        registryUid: UID,
      },
      auth: { type: 'basic', username: 'u', password: 'planted-password' },
    },
  });
});

it('takes away what is no longer desired', async () => {
  const body = await replaced(desired, NO_LABELS);
  expect(body).not.toHaveProperty('spec.basePath');
  expect(body).not.toHaveProperty('spec.baseContentPath');
  expect(body).not.toHaveProperty('spec.auth.tls');
  expect(body).not.toHaveProperty('status');
});

it('adds desired annotations to those that are there', async () => {
  const metadata = { name: 'harbor', annotations: { mine: 'a' } };
  expect(await replaced({ ...desired, metadata }, NO_LABELS)).toHaveProperty('metadata.annotations', {
    note: 'kept',
    mine: 'a',
  });
});

it('keeps what nobody speaks for in an ECR registry, and drops credentials that are no longer desired', async () => {
  const uid = UID;
  const ecr = { endpoint: '123456789012.dkr.ecr.us-east-1.amazonaws.com', isPrivate: false };
  const spec = {
    ...ecr,
    isPrivate: true,
    defaultRegion: 'us-east-1',
    credentials: { credentialType: 'secret', secretKey: '********' },
  };
  stage.server.on(`GET /v1/registries/oci/${uid}/ecr`, { json: { metadata: { name: 'e', uid }, spec } });
  stage.server.on(`PUT /v1/registries/oci/${uid}/ecr`, { status: 204 });
  await replaceRegistry(stage.client(), 'ecr', uid, { metadata: { name: 'e' }, spec: ecr }, NO_LABELS);
  expect(stage.server.requests[1]?.body).toHaveProperty('spec', { ...ecr, defaultRegion: 'us-east-1' });
});

it('refuses a masked secret, and sends nothing', async () => {
  stage.server.on(GET, { json: current });
  const auth = { type: 'basic', username: 'u', password: '********' } as const;
  const call = replaceRegistry(
    stage.client(),
    'basic',
    UID,
    { ...desired, spec: { ...desired.spec, auth } },
    NO_LABELS,
  );
  const error = await errorOf(call);
  expect(error.message).toBe(
    `"spec.auth.password" is a masked value as Palette shows it, not the secret itself. It would overwrite the secret that Palette holds, so ${PUT} was not sent.`,
  );
  expect(error).toMatchObject({ reason: 'invalid', mayHaveHappened: false });
  expect(stage.server.trail).toEqual([GET]);
});

it('does not create what is not there', async () => {
  stage.server.on(GET, paletteError(404, 'ResourceNotFound', 'Resource not found'));
  expect((await errorOf(replaceRegistry(stage.client(), 'basic', UID, desired, NO_LABELS))).reason).toBe('not-found');
  expect(stage.server.trail).toEqual([GET]);
});

it('sends the same again after a lost answer', async () => {
  stage.server.on(GET, { json: current }).on(PUT, 'reset', { status: 204 });
  await replaceRegistry(stage.client({ maxRetries: 1 }), 'basic', UID, desired, NO_LABELS);
  const [, first, second] = stage.server.requests;
  expect(second?.body).toEqual(first?.body);
});
