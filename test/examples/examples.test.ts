import { Testing } from 'cdktf';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BasicStack } from '../../examples/basic';
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

test.each(Object.keys(ENVIRONMENT))('basic: without %s it says what is missing', (name) => {
  Object.assign(process.env, ENVIRONMENT);
  delete process.env[name];
  expect(() => new BasicStack(newApp(), 'basic')).toThrow(
    new Error(`The example needs the environment variable ${name}: see the top of examples/basic.ts.`),
  );
});

test('every example is mounted in main.ts', () => {
  const folder = resolve(__dirname, '..', '..', 'examples');
  const main = readFileSync(resolve(folder, 'main.ts'), 'utf8');
  const examples = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'main.ts');
  expect(examples.filter((file) => !main.includes(`from './${file.replace(/\.ts$/, '')}'`))).toEqual([]);
});
