import { toSnakeCase, type Shape } from '../lib/palette/binding-shape';
import { readProviderSchema, shapeOfBlock } from '../lib/palette/provider-schema';
import { CdktfProject } from '../support/cdktf-project';
import { issueCertificate } from '../support/certificates';
import { PROVIDER_FILE, PROVIDER_VERSION } from '../support/palette-folder';

/** A resource or data source of the stack: `class` as `cdktf get` names it, `config` in the words of its interface. */
interface Instance {
  readonly type: string;
  readonly id: string;
  readonly class: string;
  readonly config: Record<string, unknown>;
}

const project = new CdktfProject({ source: 'palette-oci/palette', version: PROVIDER_VERSION, file: PROVIDER_FILE });
const schema = readProviderSchema();
const ECR_HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const WRITE_ONLY = /(?:password|token|secret_key|client_key)_wo(?:_version)?/;

let provider: Record<string, unknown>;
let instances: readonly Instance[];
let json: SynthesizedStack;
let hcl: string;

interface SynthesizedStack {
  readonly provider: { readonly palette: readonly Record<string, unknown>[] };
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
  readonly data: Record<string, Record<string, Record<string, unknown>>>;
}

function registry(id: string, config: object): Instance {
  const basic = { name: id, endpoint: 'https://harbor.example.com', baseContentPaths: ['charts'] };
  return { type: 'palette_oci_registry', id, class: 'ociRegistry.OciRegistry', config: { ...basic, ...config } };
}

function data(type: string, id: string, config: Record<string, unknown>): Instance {
  const name = type.replace(/^palette_/, '').replace(/(?:^|_)(.)/g, (_all, first: string) => first.toUpperCase());
  return { type: `data.palette_${type}`, id, class: `dataPalette${name}.DataPalette${name}`, config };
}

/** Together they set every argument and every block of the schema; the test below proves it. */
function everyInstance(pem: { certificate: string; key: string }): Instance[] {
  const ecr = { endpoint: ECR_HOST };
  const client = { clientCertificate: pem.certificate };
  return [
    registry('every', {
      providerType: 'helm',
      endpointSuffix: '/api',
      baseContentPaths: ['platform/charts', 'team-a/charts'],
      synchronization: true,
      labels: { team: 'platform', 'example.com/cost-centre': '42' },
      validate: false,
      waitForSync: false,
      basic: { username: 'robot$palette', passwordWo: 'of "Harbor"', passwordWoVersion: 2 },
      tls: { caCertificate: pem.certificate, ...client, clientKeyWo: pem.key, insecureSkipVerify: false },
      timeouts: { create: '15m', update: '5m', delete: '1m' },
    }),
    registry('anonymous', { basic: {} }),
    registry('password', { basic: { username: 'robot', password: 'x' }, tls: { ...client, clientKey: pem.key } }),
    registry('token', { basic: { token: 'x' } }),
    registry('tokenwo', { basic: { tokenWo: 'x', tokenWoVersion: 1 } }),
    registry('key', { ...ecr, ecr: { private: true, credentials: { accessKey: 'AKIAEXAMPLE', secretKey: 'x' } } }),
    registry('keywo', {
      ...ecr,
      ecr: { credentials: { accessKey: 'AKIAEXAMPLE', secretKeyWo: 'x', secretKeyWoVersion: 1 } },
    }),
    registry('role', {
      ...ecr,
      ecr: { partition: 'aws', sts: { roleArn: 'arn:aws:iam::123456789012:role/palette', externalId: 'tenant-1' } },
    }),
    {
      type: 'palette_oci_registry_sync',
      id: 'now',
      class: 'ociRegistrySync.OciRegistrySync',
      config: { registryId: 'uid-1', force: true, triggers: { chart: '1.2.0' }, timeouts: { create: '15m' } },
    },
    data('aws_trust', 'trust', { partition: 'aws' }),
    data('oci_registries', 'all', { type: 'ecr', providerType: 'helm', scope: 'tenant' }),
    data('oci_registry', 'byname', { name: 'harbor' }),
    data('oci_registry', 'byid', { id: 'uid-1' }),
    data('oci_registry_charts', 'charts', { registryId: 'uid-1', name: 'redis' }),
    data('registry_probe', 'probebasic', {
      endpoint: 'https://harbor.example.com',
      endpointSuffix: '/api',
      baseContentPaths: ['charts'],
      basic: { username: 'robot', password: 'x' },
      tls: { caCertificate: pem.certificate, ...client, clientKey: pem.key, insecureSkipVerify: false },
      timeouts: { read: '1m' },
    }),
    data('registry_probe', 'probetoken', { endpoint: 'https://harbor.example.com', basic: { token: 'x' } }),
    data('registry_probe', 'probeecr', {
      ...ecr,
      ecr: { private: true, credentials: { accessKey: 'AKIAEXAMPLE', secretKey: 'x', sessionToken: 'x' } },
    }),
  ];
}

function program(): string {
  const created = instances.map(({ class: name, id, config }) => {
    return `new palette.${name}(stack, '${id}', ${JSON.stringify(config, null, 2)});\n`;
  });
  return `import { App, TerraformStack } from 'cdktf';
import * as palette from './.gen/providers/palette';

const app = new App();
const stack = new TerraformStack(app, 'every');
new palette.provider.PaletteProvider(stack, 'palette', ${JSON.stringify(provider, null, 2)});
${created.join('')}app.synth();
`;
}

function withoutMetadata(key: string, value: unknown): unknown {
  return key === '//' ? undefined : value;
}

beforeAll(async () => {
  const pem = await issueCertificate({ name: 'harbor' });
  instances = everyInstance(pem);
  provider = {
    host: 'palette.example.com',
    apiKey: 'key',
    caCertificate: pem.certificate,
    insecureSkipTlsVerify: false,
    requestTimeout: '45s',
    maxRetries: 2,
    requestsPerSecond: 5,
  };
  project.write('main.ts', program());
  await project.cdktf('get');
  await project.compile();
  await project.cdktf('synth', '--output', 'json');
  await project.cdktf('synth', '--hcl', '--output', 'hcl');
  json = JSON.parse(project.read('json/stacks/every/cdk.tf.json'), withoutMetadata) as SynthesizedStack;
  hcl = project.read('hcl/stacks/every/cdk.tf');
}, 180_000);

afterAll(() => project.remove());

/** Keys as the schema writes them; those of maps stay, because they have no capitals. */
function inSchemaWords(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [toSnakeCase(key), inSchemaWords(inner)]));
}

/** `basic.password_wo` and the like: every argument and block that can be set. */
function pathsOfShape(shape: Shape, above = ''): string[] {
  return Object.entries(shape).flatMap(([name, { type }]) =>
    typeof type === 'string' ? [above + name] : [above + name, ...pathsOfShape(type, `${above}${name}.`)],
  );
}

function isSetAt(value: unknown, path: string): boolean {
  return (
    path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], value) !==
    undefined
  );
}

const objects = [
  ...Object.entries(schema.resource_schemas ?? {}),
  ...Object.entries(schema.data_source_schemas ?? {}).map(([type, value]) => [`data.${type}`, value] as const),
].map(([type, { block }]) => [type, pathsOfShape(shapeOfBlock(block))] as const);

test.each(objects)('the generated class of %s sets every argument and block of the schema', (type, paths) => {
  const configs = instances.filter((instance) => instance.type === type).map(({ config }) => inSchemaWords(config));
  expect(paths.filter((path) => !configs.some((config) => isSetAt(config, path)))).toEqual([]);
});

test('the generated provider class sets every argument of the schema', () => {
  const paths = pathsOfShape(shapeOfBlock(schema.provider.block));
  expect(paths.filter((path) => !isSetAt(inSchemaWords(provider), path))).toEqual([]);
  expect(json.provider.palette).toEqual([inSchemaWords(provider)]);
});

test('the JSON says what the program says, write-only arguments and the empty block among it', () => {
  const written = instances.map(({ type, id }) => {
    const [name = '', kind] = type.split('.').reverse();
    return [id, json[kind === 'data' ? 'data' : 'resource'][name]?.[id]];
  });
  expect(written).toEqual(instances.map(({ id, config }) => [id, inSchemaWords(config)]));
});

test('the HCL sets the same write-only arguments, each in its block', () => {
  const count = (text: string) => [...text.matchAll(new RegExp(`\\b${WRITE_ONLY.source}\\b`, 'g'))].map(String).sort();
  expect(count(hcl)).toEqual(count(JSON.stringify(json)));
  expect(hcl).toMatch(/^ {2}basic \{\n {4}password_wo +=[^}]*\n {4}password_wo_version = 2\n/m);
  expect(hcl).toMatch(/^ {2}ecr \{\n {4}credentials \{\n[^}]*secret_key_wo +=/m);
});

test.each(['json', 'hcl'])('Terraform finds the %s valid', async (output) => {
  const folder = `${output}/stacks/every`;
  await project.terraform(folder, 'init', '-input=false', '-no-color');
  const answer = JSON.parse(await project.terraform(folder, 'validate', '-json')) as { diagnostics: unknown[] };
  expect(answer).toMatchObject({ valid: true, diagnostics: [] });
});
