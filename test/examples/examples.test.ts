import { Testing } from 'cdktf';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BasicStack } from '../../examples/basic';
import registries from '../../examples/many-registries.json';
import { ManyRegistriesStack } from '../../examples/many-registries';
import { PipelineStack } from '../../examples/pipeline';
import { synthesize } from '../lib/synthesized';
import { temporaryFolder } from '../support/temporary-folder';

function newApp() {
  return Testing.app({ outdir: temporaryFolder() });
}

const ENVIRONMENT = {
  OCI_ENDPOINT: 'https://harbor.example.com',
  OCI_BASE_CONTENT_PATHS: 'charts,team-a/charts',
  OCI_USERNAME: 'robot$palette',
};

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

test('basic: one registry, its password an ephemeral variable, and a check', () => {
  Object.assign(process.env, ENVIRONMENT);
  const { resource, variable, check } = synthesize(new BasicStack(newApp(), 'basic'));
  expect(resource).toEqual({
    palette_oci_registry: {
      registry_EFEA226F: {
        name: 'cdktf-example',
        endpoint: 'https://harbor.example.com',
        provider_type: 'helm',
        base_content_paths: ['charts', 'team-a/charts'],
        synchronization: true,
        labels: { 'managed-by': 'cdktf' },
        basic: { username: 'robot$palette', password_wo: '${var.oci_password}' },
      },
    },
  });
  expect(variable).toEqual({ oci_password: { type: 'string', sensitive: true, ephemeral: true } });
  expect(check).toBeDefined();
});

test('basic: without the variables it is about a registry that the reader has to replace', () => {
  for (const name of Object.keys(ENVIRONMENT)) delete process.env[name];
  const { resource } = synthesize(new BasicStack(newApp(), 'basic'));
  expect(resource).toMatchObject({
    palette_oci_registry: {
      registry_EFEA226F: { endpoint: 'https://harbor.example.com', base_content_paths: ['charts'] },
    },
  });
});

test('many-registries: the file has twenty teams, and each has a registry with its own password', () => {
  const { resource } = synthesize(new ManyRegistriesStack(newApp(), 'many-registries')) as {
    resource: { palette_oci_registry: Record<string, { name: string; basic: Record<string, string> }> };
  };
  const found = Object.values(resource.palette_oci_registry).map(({ name, basic }) => [name, basic] as const);
  expect(Object.keys(registries)).toHaveLength(20);
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(
      Object.keys(registries).map((team) => [
        team,
        { username: `robot$${team}`, password_wo: `\${var.registry_passwords.${team}}` },
      ]),
    ),
  );
});

test('pipeline: the state is locked without DynamoDB', () => {
  const { terraform } = synthesize(new PipelineStack(newApp(), 'pipeline')) as {
    terraform: { backend: { s3: Record<string, unknown> } };
  };
  expect(terraform.backend.s3).toMatchObject({ encrypt: true, use_lockfile: true });
});

test('every example is mounted in main.ts', () => {
  const folder = resolve(__dirname, '..', '..', 'examples');
  const main = readFileSync(resolve(folder, 'main.ts'), 'utf8');
  const examples = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'main.ts');
  expect(examples.filter((file) => !main.includes(`from './${file.replace(/\.ts$/, '')}'`))).toEqual([]);
});
