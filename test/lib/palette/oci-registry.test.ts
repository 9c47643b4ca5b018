import { Testing, TerraformVariable, Token } from 'cdktf';
import { DataOciRegistry, OciRegistry, PaletteProviderBinding } from '../../../lib/palette';
import { newStack, resolve, synthesize, synthesizePart } from '../synthesized';

const EVERYTHING = {
  name: 'charts',
  endpoint: 'https://harbor.example.com',
  providerType: 'helm',
  endpointSuffix: '/api',
  baseContentPaths: ['a', 'b/c'],
  synchronization: true,
  labels: { team: 'platform' },
  validate: false,
  waitForSync: false,
  basic: { username: 'robot', passwordWo: 'x', passwordWoVersion: 2 },
  tls: { caCertificate: 'PEM', clientCertificate: 'CERT', clientKeyWo: 'KEY', insecureSkipVerify: false },
  timeouts: { create: '15m', update: '5m', delete: '1m' },
};

test('a registry renders every argument under its name in the schema, blocks as objects', () => {
  expect(synthesizePart('resource', (stack) => new OciRegistry(stack, 'charts', EVERYTHING))).toEqual({
    palette_oci_registry: {
      charts: {
        name: 'charts',
        endpoint: 'https://harbor.example.com',
        provider_type: 'helm',
        endpoint_suffix: '/api',
        base_content_paths: ['a', 'b/c'],
        synchronization: true,
        labels: { team: 'platform' },
        validate: false,
        wait_for_sync: false,
        basic: { username: 'robot', password_wo: 'x', password_wo_version: 2 },
        tls: { ca_certificate: 'PEM', client_certificate: 'CERT', client_key_wo: 'KEY', insecure_skip_verify: false },
        timeouts: { create: '15m', update: '5m', delete: '1m' },
      },
    },
  });
});

test('what is not set is not rendered, but an empty block is', () => {
  const build = () =>
    synthesizePart('resource', (stack) => new OciRegistry(stack, 'r', { name: 'a', endpoint: 'b', basic: {} }));
  expect(build()).toEqual({ palette_oci_registry: { r: { name: 'a', endpoint: 'b', basic: {} } } });
});

test.each([
  [
    'access keys',
    { credentials: { accessKey: 'AKIA', secretKeyWo: 's', secretKeyWoVersion: 1 } },
    { credentials: { access_key: 'AKIA', secret_key_wo: 's', secret_key_wo_version: 1 } },
  ],
  [
    'a role',
    { private: true, partition: 'aws-us-gov', sts: { roleArn: 'arn', externalId: 'id' } },
    { private: true, partition: 'aws-us-gov', sts: { role_arn: 'arn', external_id: 'id' } },
  ],
])('the ecr block nests %s', (_name, ecr, expected) => {
  const resource = synthesizePart(
    'resource',
    (stack) => new OciRegistry(stack, 'r', { name: 'a', endpoint: 'b', ecr }),
  );
  expect(resource).toEqual({ palette_oci_registry: { r: { name: 'a', endpoint: 'b', ecr: expected } } });
});

test('HCL has real blocks, and strings that mean what the JSON says', () => {
  const stack = newStack();
  new OciRegistry(stack, 'charts', {
    ...EVERYTHING,
    basic: { username: 'back\\slash "quoted"', passwordWo: 'x', passwordWoVersion: 2 },
    tls: { caCertificate: 'line 1\nline 2\n' },
  });
  expect(Testing.synthHcl(stack)).toContain(`resource "palette_oci_registry" "charts" {
name = "charts"
endpoint = "https://harbor.example.com"
provider_type = "helm"
endpoint_suffix = "/api"
base_content_paths = [
"a",
"b/c"
]
synchronization = true
labels = {
team = "platform"
}
validate = false
wait_for_sync = false
basic {
username = "back\\\\slash \\"quoted\\""
password_wo = "x"
password_wo_version = 2
}
tls {
ca_certificate = "line 1\\nline 2\\n"
}
timeouts {
create = "15m"
update = "5m"
delete = "1m"
}
}`);
});

test('tokens pass through in JSON and in HCL', () => {
  const stack = newStack();
  const name = new TerraformVariable(stack, 'name', { type: 'string' });
  const paths = Token.asList('${var.paths}');
  new OciRegistry(stack, 'r', { name: name.stringValue, endpoint: 'b', basic: {}, baseContentPaths: paths });
  expect(synthesize(stack).resource).toEqual({
    palette_oci_registry: { r: { name: '${var.name}', endpoint: 'b', basic: {}, base_content_paths: '${var.paths}' } },
  });
  expect(Testing.synthHcl(stack)).toContain(
    'name = "${var.name}"\nendpoint = "b"\nbase_content_paths = "${var.paths}"',
  );
});

test('computed attributes are references', () => {
  const stack = newStack();
  const registry = new OciRegistry(stack, 'r', { name: 'a', endpoint: 'b', basic: {} });
  const references = {
    id: registry.id,
    name: registry.name,
    endpoint: registry.endpoint,
    provider_type: registry.providerType,
    base_content_paths: registry.baseContentPaths,
    synchronization: registry.synchronization,
    validate: registry.validate,
    wait_for_sync: registry.waitForSync,
    sync_status: registry.syncStatus,
    sync_message: registry.syncMessage,
  };
  expect(resolve(stack, references)).toEqual(
    Object.fromEntries(Object.keys(references).map((name) => [name, `\${palette_oci_registry.r.${name}}`])),
  );
});

test('importFrom renders an import block for a uid or a name', () => {
  const stack = newStack();
  new PaletteProviderBinding(stack, 'palette');
  new OciRegistry(stack, 'r', { name: 'a', endpoint: 'b', basic: {} }).importFrom('charts');
  expect(synthesize(stack).import).toEqual([{ id: 'charts', to: 'palette_oci_registry.r' }]);
});

test('generateConfigForImport renders an import block without a resource', () => {
  const stack = newStack();
  OciRegistry.generateConfigForImport(stack, 'r', '6512f0c4a0b1c2d3e4f50617');
  const { import: imports, resource } = synthesize(stack);
  expect({ imports, resource }).toEqual({
    imports: [{ id: '6512f0c4a0b1c2d3e4f50617', to: 'palette_oci_registry.r' }],
    resource: undefined,
  });
});

test('meta arguments are rendered', () => {
  const stack = newStack();
  const provider = new PaletteProviderBinding(stack, 'palette', { alias: 'eu' });
  new OciRegistry(stack, 'r', { name: 'a', endpoint: 'b', basic: {}, provider, lifecycle: { preventDestroy: true } });
  expect(synthesize(stack).resource).toEqual({
    palette_oci_registry: {
      r: { name: 'a', endpoint: 'b', basic: {}, provider: 'palette.eu', lifecycle: { prevent_destroy: true } },
    },
  });
});

test('the data source takes a name or an id and gives the rest', () => {
  const stack = newStack();
  const registry = new DataOciRegistry(stack, 'r', { name: 'charts' });
  expect(synthesize(stack).data).toEqual({ palette_oci_registry: { r: { name: 'charts' } } });
  expect(resolve(stack, [registry.id, registry.isDefault, registry.type])).toEqual([
    '${data.palette_oci_registry.r.id}',
    '${data.palette_oci_registry.r.is_default}',
    '${data.palette_oci_registry.r.type}',
  ]);
});

test('the provider renders its arguments and requires itself at the version of this package', () => {
  const stack = newStack();
  new PaletteProviderBinding(stack, 'palette', {
    host: 'palette.example.com',
    apiKey: '${var.key}',
    caCertificate: 'PEM',
    insecureSkipTlsVerify: false,
    requestTimeout: '45s',
    maxRetries: 2,
    requestsPerSecond: 0,
    alias: 'eu',
  });
  const { provider, terraform } = synthesize(stack) as {
    provider: unknown;
    terraform: { required_providers: Record<string, { source: string; version: string }> };
  };
  expect(provider).toEqual({
    palette: [
      {
        host: 'palette.example.com',
        api_key: '${var.key}',
        ca_certificate: 'PEM',
        insecure_skip_tls_verify: false,
        request_timeout: '45s',
        max_retries: 2,
        requests_per_second: 0,
        alias: 'eu',
      },
    ],
  });
  expect(terraform.required_providers.palette?.source).toBe('palette-oci/palette');
  expect(terraform.required_providers.palette?.version).toMatch(/^\d+\.\d+\.\d+/);
});
