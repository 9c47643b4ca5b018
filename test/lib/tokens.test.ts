import { TerraformVariable, Testing, Token } from 'cdktf';
import {
  type BasicAuthProps,
  type EcrAccessKeyAuthProps,
  type EcrAssumeRoleAuthProps,
  OciHelmRegistry,
  type OciHelmRegistryProps,
  PaletteProviderBinding,
  RegistryAuth,
  type RegistryTlsProps,
  type TokenAuthProps,
} from '../../lib';
import { newStack, synthesize, warningsOf } from './synthesized';

/** Values that Terraform learns at deploy, in the shape of each type that a prop can have. */
const text = (name: string) => Token.asString({ resolve: () => `\${var.${name}}` });
const count = (name: string) => Token.asNumber({ resolve: () => `\${var.${name}}` });
const list = (name: string) => Token.asList({ resolve: () => `\${var.${name}}` });
const map = (name: string) => Token.asStringMap({ resolve: () => `\${var.${name}}` });
const flag = (name: string) => Token.asAny(`\${var.${name}}`);

/** All props: a new one does not compile here until it is added. What shapes the configuration itself is no token. */
type TokenProps<P, Known extends keyof P> = Required<Omit<P, Known>>;

const basic: TokenProps<BasicAuthProps, 'keepInState'> = {
  username: text('username'),
  password: text('password'),
  passwordVersion: count('version'),
};
const token: TokenProps<TokenAuthProps, 'keepInState'> = { token: text('token'), tokenVersion: count('version') };
const accessKey: TokenProps<EcrAccessKeyAuthProps, 'keepInState'> = {
  accessKey: text('access_key'),
  secretKey: text('secret_key'),
  secretKeyVersion: count('version'),
  partition: text('partition'),
};
const role: Required<EcrAssumeRoleAuthProps> = {
  roleArn: text('role_arn'),
  externalId: text('external_id'),
  partition: text('partition'),
};
const tls: TokenProps<RegistryTlsProps, 'keepClientKeyInState'> = {
  caCertificate: text('ca'),
  clientCertificate: text('certificate'),
  clientKey: text('key'),
  insecureSkipVerify: flag('skip'),
};
const props: TokenProps<OciHelmRegistryProps, 'auth' | 'provider'> = {
  endpoint: text('endpoint'),
  baseContentPaths: list('paths'),
  name: text('name'),
  synchronization: flag('synchronization'),
  endpointSuffix: text('suffix'),
  tls,
  labels: map('labels'),
  validate: flag('validate'),
  waitForSync: flag('wait'),
  timeouts: { create: text('create'), update: text('update'), delete: text('delete') },
};

const RENDERED = {
  endpoint: '${var.endpoint}',
  base_content_paths: '${var.paths}',
  name: '${var.name}',
  provider_type: 'helm',
  synchronization: '${var.synchronization}',
  endpoint_suffix: '${var.suffix}',
  tls: {
    ca_certificate: '${var.ca}',
    client_certificate: '${var.certificate}',
    client_key_wo: '${var.key}',
    insecure_skip_verify: '${var.skip}',
  },
  labels: '${var.labels}',
  validate: '${var.validate}',
  wait_for_sync: '${var.wait}',
  timeouts: { create: '${var.create}', update: '${var.update}', delete: '${var.delete}' },
};

test.each<[string, RegistryAuth, object]>([
  [
    'basic',
    RegistryAuth.basic(basic),
    {
      basic: {
        username: '${var.username}',
        password_wo: '${var.password}',
        password_wo_version: '${var.version}',
      },
    },
  ],
  ['token', RegistryAuth.token(token), { basic: { token_wo: '${var.token}', token_wo_version: '${var.version}' } }],
  [
    'ecrAccessKey',
    RegistryAuth.ecrAccessKey(accessKey),
    {
      ecr: {
        private: true,
        partition: '${var.partition}',
        credentials: {
          access_key: '${var.access_key}',
          secret_key_wo: '${var.secret_key}',
          secret_key_wo_version: '${var.version}',
        },
      },
    },
  ],
  [
    'ecrAssumeRole',
    RegistryAuth.ecrAssumeRole(role),
    {
      ecr: {
        private: true,
        partition: '${var.partition}',
        sts: { role_arn: '${var.role_arn}', external_id: '${var.external_id}' },
      },
    },
  ],
])('every prop may be known to Terraform only, with %s, without a check or a warning', (_name, auth, block) => {
  const stack = newStack();
  new PaletteProviderBinding(stack, 'palette');
  new OciHelmRegistry(stack, 'harbor', { ...props, auth });
  expect(synthesize(stack).resource).toEqual({
    palette_oci_registry: { harbor_BACF2300: { ...RENDERED, ...block } },
  });
  expect(warningsOf(stack)).toEqual([]);
  expect(Testing.synthHcl(stack)).not.toContain('TfToken');
});

test('an element of a list and a part of a text may be tokens, and what is known beside them is checked', () => {
  const stack = newStack();
  const { stringValue: team } = new TerraformVariable(stack, 'team', { type: 'string' });
  const build = (id: string, baseContentPaths: string[]) =>
    new OciHelmRegistry(stack, id, {
      endpoint: `https://${team}.example.com`,
      auth: RegistryAuth.anonymous(),
      baseContentPaths,
    });
  expect(build('good', [team, `${team}/charts`]).resource.friendlyUniqueId).toMatch(/^good_/);
  expect(() => build('bad', [team, 'a b'])).toThrow(
    new Error(
      `"stack/bad" cannot be built from these props:\n  'baseContentPaths[1]' ("a b") must not contain white space. Write 'ab'.`,
    ),
  );
});
