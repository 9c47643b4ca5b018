import { OciHelmRegistry, type OciHelmRegistryProps, RegistryAuth } from '../../lib';
import { EcrHelmRegistry, type EcrHelmRegistryProps } from '../../lib/aws';
import { newStack } from './synthesized';

/** What JavaScript lets through: `process.env` has no password, a prop is left out or has another type. */
const missing = undefined as unknown as string;
const nothing = undefined as never;
const variable = (name: string): string =>
  `new TerraformVariable(stack, '${name}', { type: 'string', sensitive: true }).stringValue`;

const HARBOR = { endpoint: 'https://harbor.example.com', auth: RegistryAuth.anonymous(), baseContentPaths: ['charts'] };
const ECR_HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com';

test.each<[string, object, readonly string[]]>([
  [
    'everything that must be there',
    { endpoint: missing, auth: missing, baseContentPaths: 'charts' },
    [
      "'endpoint' is missing. Write endpoint: 'https://harbor.example.com'.",
      "'auth' is missing. Write auth: RegistryAuth.basic({ username, password }), or .anonymous() for a public registry.",
      `'baseContentPaths' ("charts") must be a list. Write baseContentPaths: ['charts'].`,
    ],
  ],
  [
    'user name and password',
    { auth: RegistryAuth.basic({ username: missing, password: missing }) },
    [
      "'auth.username' is missing. Write username: 'robot$palette'.",
      `'auth.password' is missing. Write password: ${variable('password')}.`,
    ],
  ],
  [
    'empty user name and password',
    { auth: RegistryAuth.basic({ username: ' ', password: '', keepInState: true }) },
    [
      `'auth.username' (" ") must not be empty. Write username: 'robot$palette'.`,
      `'auth.password' must not be empty. Write password: ${variable('password')}.`,
    ],
  ],
  [
    'a token that is a number, which is not shown',
    { auth: RegistryAuth.token({ token: 12345 as unknown as string }) },
    [`'auth.token' must be a text. Write token: ${variable('token')}.`],
  ],
  [
    'an access key',
    { endpoint: ECR_HOST, auth: RegistryAuth.ecrAccessKey({ accessKey: missing, secretKey: missing }) },
    [
      "'auth.accessKey' is missing. Write the ID of the access key, such as AKIA….",
      `'auth.secretKey' is missing. Write secretKey: ${variable('secretKey')}.`,
    ],
  ],
  [
    'a role',
    { endpoint: ECR_HOST, auth: RegistryAuth.ecrAssumeRole({ roleArn: missing, externalId: missing }) },
    [
      "'auth.roleArn' is missing. Write roleArn: 'arn:aws:iam::123456789012:role/palette'.",
      `'auth.externalId' is missing. Copy the external ID that Palette shows ("Add OCI Registry", STS).`,
    ],
  ],
  [
    'a user name and a password without props',
    { auth: RegistryAuth.basic(nothing) },
    [
      "'auth.username' is missing. Write username: 'robot$palette'.",
      `'auth.password' is missing. Write password: ${variable('password')}.`,
    ],
  ],
  [
    'a token without props',
    { auth: RegistryAuth.token(nothing) },
    [`'auth.token' is missing. Write token: ${variable('token')}.`],
  ],
  [
    'a user that is none',
    { endpoint: ECR_HOST, auth: RegistryAuth.ecrUser(nothing) },
    [
      "'auth.accessKeyId' is missing. Write the ID of the access key, such as AKIA….",
      `'auth.secretAccessKey' is missing. Write secretAccessKey: ${variable('secretAccessKey')}.`,
    ],
  ],
  ...[RegistryAuth.ecrRole(nothing), RegistryAuth.ecrAssumeRole(nothing)].map(
    (auth): [string, object, readonly string[]] => [
      'a role without props',
      { endpoint: missing, auth },
      [
        `'endpoint' is missing. Write endpoint: '${ECR_HOST}'.`,
        "'auth.roleArn' is missing. Write roleArn: 'arn:aws:iam::123456789012:role/palette'.",
        `'auth.externalId' is missing. Copy the external ID that Palette shows ("Add OCI Registry", STS).`,
      ],
    ],
  ),
  [
    'empty certificates',
    { tls: { caCertificate: '', clientCertificate: ' ', clientKey: '' } },
    [
      `'tls.caCertificate' ("") must not be empty. Write what the file has: readFileSync(…, 'utf8').`,
      `'tls.clientCertificate' (" ") must not be empty. Write what the file has: readFileSync(…, 'utf8').`,
      `'tls.clientKey' must not be empty. Write clientKey: ${variable('clientKey')}.`,
    ],
  ],
  [
    'a path',
    { baseContentPaths: [missing] },
    ["'baseContentPaths[0]' must not be empty. Write the path below which the charts are, such as 'charts'."],
  ],
])('%s: what is missing is told with what to write, all at once', (_what, props, problems) => {
  const build = () => new OciHelmRegistry(newStack(), 'r', { ...HARBOR, ...props } as OciHelmRegistryProps);
  expect(build).toThrow(
    new Error(`"stack/r" cannot be built from these props:\n${problems.map((problem) => `  ${problem}`).join('\n')}`),
  );
});

test('an Amazon ECR without endpoint', () => {
  const props = { baseContentPaths: ['charts'] } as unknown as EcrHelmRegistryProps;
  expect(() => new EcrHelmRegistry(newStack(), 'r', props)).toThrow(
    new Error(`"stack/r" cannot be built from these props:\n  'endpoint' is missing. Write endpoint: '${ECR_HOST}'.`),
  );
});

test.each([
  ['registryId', () => OciHelmRegistry.fromRegistryId(newStack(), 'r', missing)],
  ['registryName', () => OciHelmRegistry.fromRegistryName(newStack(), 'r', missing)],
])('a reference without %s', (prop, refer) => {
  expect(refer).toThrow(
    new Error(
      `"stack/r" cannot be built from these props:\n  '${prop}' is missing. Write what Palette shows for the registry.`,
    ),
  );
});
