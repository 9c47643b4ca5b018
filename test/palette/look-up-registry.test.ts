import { lookUpRegistry, RegistryLookUpError } from '../../src/palette';
import { SUMMARY, useStage } from './setup';

const stage = useStage();
const METADATA = 'GET /v1/registries/metadata';

const oci = (uid: string, name: string, registryType = 'basic') => ({
  metadata: { uid, name },
  spec: { registryType, endpoint: `https://${uid}.example.com`, providerType: 'helm', scope: 'cluster' },
});
const meta = (uid: string, name: string, isDefault = false, kind = 'oci') => ({
  uid,
  name,
  isDefault,
  isPrivate: true,
  kind,
  scope: 'cluster',
});

beforeEach(() => {
  stage.server.on(SUMMARY, {
    json: {
      items: [
        oci('u1', 'harbor'),
        oci('u2', 'ecr', 'ECR'),
        oci('u3', 'twin'),
        oci('u4', 'twin', 'ecr'),
        oci('u5', 'u1'),
        oci('d1', 'Palette Registry', 'ecr'),
        oci('d2', 'harbor', 'ecr'),
      ],
    },
  });
  stage.server.on(METADATA, {
    json: {
      items: [
        meta('u1', 'harbor'),
        meta('u2', 'ecr'),
        meta('d1', 'Palette Registry', true),
        meta('d2', 'harbor', true),
        meta('h1', 'bitnami', false, 'helm'),
      ],
    },
  });
});

const harbor = {
  uid: 'u1',
  name: 'harbor',
  kind: 'basic',
  isDefault: false,
  endpoint: 'https://u1.example.com',
  providerType: 'helm',
  scope: 'cluster',
};

describe('finds', () => {
  it.each([
    ['by uid', 'u1', harbor],
    ["by name, the tenant's own before one of Palette", 'harbor', harbor],
    ['the kind in any letter case', 'ecr', { uid: 'u2', kind: 'ecr' }],
    ['by uid before by name', 'u1', { uid: 'u1' }],
    ['one of two with the same name by its uid', 'u4', { uid: 'u4', kind: 'ecr' }],
  ])('%s', async (_situation, text, location) => {
    expect(await lookUpRegistry(stage.client(), text)).toMatchObject(location);
  });

  it('one that comes with Palette, if asked to', async () => {
    expect(await lookUpRegistry(stage.client(), 'Palette Registry', { includeSystem: true })).toMatchObject({
      uid: 'd1',
      isDefault: true,
    });
  });
});

describe('refuses', () => {
  it.each([
    [
      'what is not there',
      'Harbor',
      'none',
      'No OCI registry has the uid or name "Harbor". OCI registries of the tenant: "ecr", "harbor", "twin", "twin", "u1".',
    ],
    [
      'a registry of another sort',
      'bitnami',
      'none',
      '"bitnami" is a registry of kind "helm" in Palette. Expected an OCI registry.',
    ],
    [
      'a name that two have',
      'twin',
      'several',
      '2 OCI registries have the name "twin". Give the uid of one of them: u3 (basic, https://u3.example.com), u4 (ecr, https://u4.example.com).',
    ],
    [
      'one that comes with Palette',
      'Palette Registry',
      'system',
      'The registry "Palette Registry" (d1) comes with Palette: a tenant cannot change it.',
    ],
  ])('%s', async (_situation, text, reason, message) => {
    const error: unknown = await lookUpRegistry(stage.client(), text).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RegistryLookUpError);
    expect(error).toMatchObject({ reason, message });
  });

  it('anything in an empty tenant', async () => {
    stage.server.on(SUMMARY, { json: { items: [] } }).on(METADATA, { json: { items: [] } });
    await expect(lookUpRegistry(stage.client(), 'x')).rejects.toThrow(
      'No OCI registry has the uid or name "x". The tenant has no OCI registries.',
    );
  });
});
