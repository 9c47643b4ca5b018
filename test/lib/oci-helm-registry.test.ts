import { TerraformVariable, Token } from 'cdktf';
import { OciHelmRegistry, type OciHelmRegistryProps, PaletteProviderBinding, RegistryAuth } from '../../lib';
import { newStack, resolve, synthesize, synthesizePart, warningsOf } from './synthesized';

const HARBOR = { endpoint: 'https://harbor.example.com', auth: RegistryAuth.anonymous(), baseContentPaths: ['charts'] };
const ECR = { endpoint: '123456789012.dkr.ecr.us-east-1.amazonaws.com', auth: RegistryAuth.ecrPublic() };

function refusal(...problems: readonly string[]): Error {
  return new Error(
    ['"stack/harbor" cannot be built from these props:', ...problems.map((line) => `  ${line}`)].join('\n'),
  );
}

function create(props: OciHelmRegistryProps): () => OciHelmRegistry {
  return () => new OciHelmRegistry(newStack(), 'harbor', props);
}

test('a registry with the fewest props is a helm registry named after the construct, with synchronization', () => {
  expect(synthesizePart('resource', (stack) => new OciHelmRegistry(stack, 'harbor', HARBOR))).toEqual({
    palette_oci_registry: {
      harbor_BACF2300: {
        name: 'harbor',
        endpoint: 'https://harbor.example.com',
        provider_type: 'helm',
        base_content_paths: ['charts'],
        synchronization: true,
        basic: {},
      },
    },
  });
});

test('every prop reaches the resource', () => {
  const stack = newStack();
  const provider = new PaletteProviderBinding(stack, 'palette', { alias: 'eu' });
  new OciHelmRegistry(stack, 'harbor', {
    ...HARBOR,
    name: 'charts',
    endpointSuffix: '/api',
    labels: { team: 'platform' },
    tls: { caCertificate: 'PEM', clientCertificate: 'CERT', clientKey: '${var.key}' },
    validate: false,
    waitForSync: false,
    timeouts: { create: '20m' },
    provider,
  });
  expect(synthesize(stack).resource).toEqual({
    palette_oci_registry: {
      harbor_BACF2300: {
        name: 'charts',
        endpoint: 'https://harbor.example.com',
        endpoint_suffix: '/api',
        provider_type: 'helm',
        base_content_paths: ['charts'],
        synchronization: true,
        labels: { team: 'platform' },
        validate: false,
        wait_for_sync: false,
        tls: { ca_certificate: 'PEM', client_certificate: 'CERT', client_key_wo: '${var.key}' },
        timeouts: { create: '20m' },
        basic: {},
        provider: 'palette.eu',
      },
    },
  });
});

test('a client key can be kept in state, and a literal one is warned about', () => {
  const stack = newStack();
  const tls = { clientCertificate: 'CERT', clientKey: 'KEY', keepClientKeyInState: true };
  new OciHelmRegistry(stack, 'harbor', { ...HARBOR, tls });
  expect(JSON.stringify(synthesize(stack).resource)).toContain(
    '"tls":{"client_certificate":"CERT","client_key":"KEY"}',
  );
  expect(warningsOf(stack)).toHaveLength(1);
});

test('registryId, registryName and syncStatus are references to the resource', () => {
  const stack = newStack();
  const registry = new OciHelmRegistry(stack, 'harbor', HARBOR);
  expect(resolve(stack, [registry.registryId, registry.registryName, registry.syncStatus])).toEqual([
    '${palette_oci_registry.harbor_BACF2300.id}',
    '${palette_oci_registry.harbor_BACF2300.name}',
    '${palette_oci_registry.harbor_BACF2300.sync_status}',
  ]);
});

test.each([
  ['true', ['"cdktf synth --hcl" leaves check blocks out: check() has no effect there.']],
  // What the CDKTF CLI sets otherwise.
  ['false', []],
  [undefined, []],
])('check() with SYNTH_HCL_OUTPUT=%s warns as %j', (value, warnings) => {
  const before = process.env.SYNTH_HCL_OUTPUT;
  try {
    if (value === undefined) delete process.env.SYNTH_HCL_OUTPUT;
    else process.env.SYNTH_HCL_OUTPUT = value;
    const stack = newStack();
    const auth = RegistryAuth.anonymous();
    new OciHelmRegistry(stack, 'harbor', {
      endpoint: 'https://harbor.example.com',
      auth,
      synchronization: false,
    }).check();
    expect(warningsOf(stack)).toEqual(warnings);
  } finally {
    if (before === undefined) delete process.env.SYNTH_HCL_OUTPUT;
    else process.env.SYNTH_HCL_OUTPUT = before;
  }
});

test('check() adds a check block that says that Palette lists the registry', () => {
  const stack = newStack();
  const provider = new PaletteProviderBinding(stack, 'palette', { alias: 'eu' });
  const registry = new OciHelmRegistry(stack, 'harbor', { ...HARBOR, provider });
  registry.check();
  registry.check();
  const { data, check } = synthesize(stack);
  expect(data).toEqual({
    palette_oci_registry: {
      harbor_Listed_18A520BD: { id: '${palette_oci_registry.harbor_BACF2300.id}', provider: 'palette.eu' },
    },
  });
  expect(check).toEqual({
    harbor_BACF2300: {
      assert: [
        {
          condition:
            '${data.palette_oci_registry.harbor_Listed_18A520BD.name == palette_oci_registry.harbor_BACF2300.name}',
          error_message:
            'Palette lists the registry ${palette_oci_registry.harbor_BACF2300.id} as ' +
            '"${data.palette_oci_registry.harbor_Listed_18A520BD.name}", not as "${palette_oci_registry.harbor_BACF2300.name}".',
        },
      ],
    },
  });
});

test.each([
  ['https://harbor.example.com'],
  ['https://harbor.example.com:8443/'],
  ['http://127.0.0.1:5000'],
  ['ghcr.io/orgs/acme'],
  ['ghcr.io/users/jane'],
  ['${var.endpoint}'],
])('%s is an endpoint with basic authentication', (endpoint) => {
  expect(create({ ...HARBOR, endpoint })).not.toThrow();
});

test.each([
  ['', `'endpoint' ("") must not be empty. Write endpoint: 'https://harbor.example.com'.`],
  [
    'harbor.example.com',
    `'endpoint' ("harbor.example.com") must start with "https://" or "http://". Write endpoint: 'https://harbor.example.com'.`,
  ],
  [
    'oci://harbor.example.com',
    `'endpoint' ("oci://harbor.example.com") must start with "https://" or "http://". Write endpoint: 'https://harbor.example.com'.`,
  ],
  [
    ECR.endpoint,
    `'endpoint' ("${ECR.endpoint}") is an Amazon ECR. Write auth: RegistryAuth.ecrRole(role), .ecrAssumeRole({ … }) or .ecrAccessKey({ … }).`,
  ],
  ['public.ecr.aws', `'endpoint' ("public.ecr.aws") is an Amazon ECR. Write auth: RegistryAuth.ecrPublic().`],
  [
    'https://harbor .example.com',
    `'endpoint' ("https://harbor .example.com") must not contain white space. Write endpoint: 'https://harbor.example.com'.`,
  ],
  ['https://', `'endpoint' ("https://") is not a URL. Write endpoint: 'https://harbor.example.com'.`],
  [
    'https://jane:hunter2@harbor.example.com',
    `'endpoint' ("https://…@harbor.example.com") must not contain credentials. Write endpoint: 'https://harbor.example.com' and auth: RegistryAuth.basic({ username, password }).`,
  ],
  [
    'https://harbor.example.com/?a=b',
    `'endpoint' ("https://harbor.example.com/?a=b") must not contain "?". Write endpoint: 'https://harbor.example.com'.`,
  ],
  [
    'https://harbor.example.com/v2/',
    `'endpoint' ("https://harbor.example.com/v2/") must not contain a path. Write endpoint: 'https://harbor.example.com'.`,
  ],
  [
    'https://harbor.example.com/team/charts',
    `'endpoint' ("https://harbor.example.com/team/charts") must not contain a path. Write endpoint: 'https://harbor.example.com' and put "team/charts" into baseContentPaths if charts are below it, or into endpointSuffix if the registry API is.`,
  ],
])('the endpoint "%s" is refused with what to write', (endpoint, message) => {
  expect(create({ ...HARBOR, endpoint })).toThrow(refusal(message));
});

test.each<[string, string[] | undefined, string]>([
  [
    'none',
    undefined,
    "'baseContentPaths' must name at least one path while 'synchronization' is on: Palette looks for charts below them. Write baseContentPaths: ['charts'], or synchronization: false.",
  ],
  [
    'an empty list',
    [],
    "'baseContentPaths' must name at least one path while 'synchronization' is on: Palette looks for charts below them. Write baseContentPaths: ['charts'], or synchronization: false.",
  ],
  [
    'an empty one',
    ['a', ' '],
    `'baseContentPaths[1]' (" ") must not be empty. Write the path below which the charts are, such as 'charts'.`,
  ],
  [
    'two in one',
    ['a,b'],
    `'baseContentPaths[0]' ("a,b") must not contain a comma. Write one element for each path: ['a', 'b'].`,
  ],
  ['one with a blank', ['a b'], `'baseContentPaths[0]' ("a b") must not contain white space. Write 'ab'.`],
  [
    'a URL',
    ['https://x/a'],
    `'baseContentPaths[0]' ("https://x/a") is a URL. Write only the path below the registry's host.`,
  ],
  ['one with slashes', ['/a/'], `'baseContentPaths[0]' ("/a/") must not begin or end with a slash. Write 'a'.`],
])('base content paths: %s is refused', (_name, baseContentPaths, message) => {
  expect(create({ ...HARBOR, baseContentPaths })).toThrow(refusal(message));
});

test('base content paths may be left out without synchronization, and may be tokens', () => {
  const paths = Token.asList(new TerraformVariable(newStack(), 'paths', { type: 'list(string)' }).listValue);
  expect(create({ ...HARBOR, baseContentPaths: undefined, synchronization: false })).not.toThrow();
  expect(create({ ...HARBOR, baseContentPaths: paths })).not.toThrow();
  expect(create({ ...HARBOR, baseContentPaths: ['${var.path}'] })).not.toThrow();
});

test.each([
  [
    { clientCertificate: 'CERT' },
    "'tls.clientKey' is missing beside 'tls.clientCertificate': a client certificate needs its key. Write tls: { clientCertificate, clientKey }, or neither.",
  ],
  [
    { clientKey: 'KEY' },
    "'tls.clientCertificate' is missing beside 'tls.clientKey': a client certificate needs its key. Write tls: { clientCertificate, clientKey }, or neither.",
  ],
])('half a client certificate is refused', (tls, message) => {
  expect(create({ ...HARBOR, tls })).toThrow(refusal(message));
});

test('a private ECR is refused with ecrPublic()', () => {
  expect(create({ ...ECR, baseContentPaths: ['charts'] })).toThrow(
    refusal(
      `'endpoint' ("${ECR.endpoint}") is a private registry, but auth is RegistryAuth.ecrPublic(). Use RegistryAuth.ecrRole, .ecrAssumeRole or .ecrAccessKey.`,
    ),
  );
});

test('what is no ECR host is refused with the reason', () => {
  expect(create({ ...ECR, endpoint: `https://${ECR.endpoint}`, baseContentPaths: ['charts'] })).toThrow(
    / 'endpoint' \("https:\/\/123456789012\.dkr\.ecr\.us-east-1\.amazonaws\.com"\) is not the host of an Amazon ECR\. .*https/,
  );
});

test('an endpoint suffix is refused with ECR', () => {
  const props = { ...ECR, endpoint: 'public.ecr.aws', endpointSuffix: '/api', baseContentPaths: ['charts'] };
  expect(create(props)).toThrow(refusal(`'endpointSuffix' ("/api") has no meaning with Amazon ECR. Remove it.`));
});

test('all that is wrong is told at once, each problem on its own line', () => {
  const props = {
    endpoint: 'public.ecr.aws/acme',
    endpointSuffix: '/api',
    auth: RegistryAuth.ecrPublic(),
    name: ' ',
    baseContentPaths: ['/a', 'b', 'c d'],
    tls: { clientCertificate: 'CERT' },
  };
  expect(create(props)).toThrow(
    refusal(
      `'name' (" ") must not be empty. Write name: 'harbor', or leave it out for the construct's id.`,
      `'endpoint' ("public.ecr.aws/acme") is not the host of an Amazon ECR. Expected a host such as "123456789012.dkr.ecr.us-east-1.amazonaws.com", got "public.ecr.aws/acme". Remove "/acme".`,
      `'endpointSuffix' ("/api") has no meaning with Amazon ECR. Remove it.`,
      `'baseContentPaths[0]' ("/a") must not begin or end with a slash. Write 'a'.`,
      `'baseContentPaths[2]' ("c d") must not contain white space. Write 'cd'.`,
      `'tls.clientKey' is missing beside 'tls.clientCertificate': a client certificate needs its key. Write tls: { clientCertificate, clientKey }, or neither.`,
    ),
  );
});

test('a role that can be none is refused, each part of it', () => {
  const auth = RegistryAuth.ecrAssumeRole({ roleArn: 'palette', externalId: 'a b' });
  expect(create({ ...ECR, auth, baseContentPaths: ['charts'] })).toThrow(
    refusal(
      `'auth.roleArn' ("palette") is not the ARN of an IAM role. Write roleArn: 'arn:aws:iam::123456789012:role/palette'.`,
      `'auth.externalId' ("a b") is none. Expected an external ID of 2 to 1224 letters, digits and _+=,.@:/-, got one with " ". Copy it again, without anything else.`,
    ),
  );
});
