import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { PaletteWorld } from '../support/palette-folder';
import type { TerraformFolder } from '../support/terraform';

const ARGUMENTS = {
  name: 'name = "charts"',
  endpoint: 'endpoint = "https://harbor.example.com"',
  paths: 'base_content_paths = ["platform"]',
  auth: 'basic {}',
  more: '',
};
const ECR = 'endpoint = "123456789012.dkr.ecr.us-east-1.amazonaws.com"';
const keyPem = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

interface Case {
  readonly situation: string;
  readonly change: Partial<typeof ARGUMENTS>;
  readonly summary: string;
  readonly detail: string;
  /** The line that Terraform points at; the resource's own line where the whole resource is meant. */
  readonly at: string;
}

const RESOURCE_LINE = 'resource "palette_oci_registry" "r" {';

const CASES: readonly Case[] = [
  {
    situation: 'no scheme with basic',
    change: { endpoint: 'endpoint = "harbor.example.com"' },
    summary: 'Invalid Endpoint',
    detail: 'endpoint is "harbor.example.com". Expected a URL with its scheme, such as "https://harbor.example.com".',
    at: 'endpoint = "harbor.example.com"',
  },
  {
    situation: 'another scheme with basic',
    change: { endpoint: 'endpoint = "oci://harbor.example.com"' },
    summary: 'Invalid Endpoint',
    detail:
      'endpoint is "oci://harbor.example.com". Expected a URL with its scheme, such as "https://harbor.example.com".',
    at: 'endpoint = "oci://harbor.example.com"',
  },
  {
    situation: 'credentials in the URL',
    change: { endpoint: 'endpoint = "https://u:secret@harbor.example.com"' },
    summary: 'Invalid Endpoint',
    detail:
      'endpoint is "https://…@harbor.example.com". Remove the user name and password from the URL and write them into the "basic" block.',
    at: 'endpoint = "https://u:secret@harbor.example.com"',
  },
  {
    situation: 'a path in the URL',
    change: { endpoint: 'endpoint = "https://harbor.example.com/platform"' },
    summary: 'Invalid Endpoint',
    detail:
      'endpoint is "https://harbor.example.com/platform". Expected "https://harbor.example.com". The path belongs into "base_content_paths" if charts are below it, or into "endpoint_suffix" if the registry API is (JFrog Artifactory).',
    at: 'endpoint = "https://harbor.example.com/platform"',
  },
  {
    situation: 'the path of the registry API in the URL',
    change: { endpoint: 'endpoint = "https://harbor.example.com/v2/"' },
    summary: 'Invalid Endpoint',
    detail:
      'endpoint is "https://harbor.example.com/v2/". Remove "/v2": Palette adds it. Paths to charts belong into "base_content_paths".',
    at: 'endpoint = "https://harbor.example.com/v2/"',
  },
  {
    situation: 'white space in the URL',
    change: { endpoint: 'endpoint = "https://harbor.example.com "' },
    summary: 'Invalid Endpoint',
    detail: 'endpoint is "https://harbor.example.com ". Remove the white space.',
    at: 'endpoint = "https://harbor.example.com "',
  },
  {
    situation: 'neither basic nor ecr',
    change: { auth: '' },
    summary: 'Missing Argument',
    detail: 'None of "basic" and "ecr" is set. Set exactly one of them.',
    at: RESOURCE_LINE,
  },
  {
    situation: 'both basic and ecr',
    change: { endpoint: ECR, auth: 'basic {}\necr { private = false }' },
    summary: 'Conflicting Arguments',
    detail: '"basic" and "ecr" are set together. Keep one of them and remove the others.',
    at: RESOURCE_LINE,
  },
  {
    situation: 'a user name without a password',
    change: { auth: 'basic { username = "u" }' },
    summary: 'Missing Argument',
    detail:
      '"username" is set, but "password_wo" or "password" is not. Add "password_wo" (or "password"), or leave both out for no authentication.',
    at: 'basic { username = "u" }',
  },
  {
    situation: 'a password without a user name',
    change: { auth: 'basic { password_wo = "p4ss" }' },
    summary: 'Missing Argument',
    detail: '"password_wo" is set, but "username" is not. Add "username".',
    at: 'basic { password_wo = "p4ss" }',
  },
  {
    situation: 'two passwords',
    change: { auth: 'basic {\nusername = "u"\npassword = "p4ss"\npassword_wo = "p4ss"\n}' },
    summary: 'Conflicting Arguments',
    detail: '"password" and "password_wo" are set together. Keep one of them and remove the others.',
    at: 'password_wo = "p4ss"',
  },
  {
    situation: 'the mask that Palette shows, as a password',
    change: { auth: 'basic {\nusername = "u"\npassword = "********"\n}' },
    summary: 'Invalid Secret',
    detail: 'basic.password is the mask that Palette shows in place of a secret. Write the secret itself.',
    at: 'password = "********"',
  },
  {
    situation: 'several paths in one element',
    change: { paths: 'base_content_paths = ["a,b"]' },
    summary: 'Invalid Base Content Path',
    detail: 'base_content_paths[0] is "a,b": it holds a comma. Write one path per element of the list.',
    at: 'base_content_paths = ["a,b"]',
  },
  {
    situation: 'an empty path',
    change: { paths: 'base_content_paths = ["a", ""]' },
    summary: 'Invalid Base Content Path',
    detail:
      'base_content_paths[1] is "": it is empty. Write the path to the charts, e.g. "platform/charts", or remove the element.',
    at: 'base_content_paths = ["a", ""]',
  },
  {
    situation: 'a path with slashes around it',
    change: { paths: 'base_content_paths = ["/a/b/"]' },
    summary: 'Invalid Base Content Path',
    detail: 'base_content_paths[0] is "/a/b/": remove the slash: "a/b".',
    at: 'base_content_paths = ["/a/b/"]',
  },
  {
    situation: 'synchronization without paths',
    change: { paths: '' },
    summary: 'Missing Base Content Path',
    detail:
      'Synchronization is on, so Palette must know where the charts are. Set "base_content_paths", e.g. ["platform/charts"], or set "synchronization = false".',
    at: RESOURCE_LINE,
  },
  {
    situation: 'an unknown provider type',
    change: { more: 'provider_type = "oci"' },
    summary: 'Unsupported Value',
    detail: 'provider_type is "oci". Expected one of "helm", "pack", "zarf".',
    at: 'provider_type = "oci"',
  },
  {
    situation: 'a pack registry without synchronization',
    change: { more: 'provider_type = "pack"\nsynchronization = false' },
    summary: 'Pack Registry Without Synchronization',
    detail: 'Palette synchronizes every registry of provider type "pack". Remove "synchronization = false".',
    at: 'synchronization = false',
  },
  {
    situation: 'a name of blanks',
    change: { name: 'name = " "' },
    summary: 'Empty Value',
    detail: 'name is " ". Expected at least one character that is not a space.',
    at: 'name = " "',
  },
  {
    situation: 'a file name in place of a certificate',
    change: { more: 'tls {\nca_certificate = "ca.crt"\n}' },
    summary: 'Invalid Certificate',
    detail:
      'tls.ca_certificate holds no PEM certificate: it looks like a file name; use file(). Expected text that starts with "-----BEGIN CERTIFICATE-----", for example file("ca.crt").',
    at: 'ca_certificate = "ca.crt"',
  },
  {
    situation: 'a key in place of a certificate',
    change: { more: `tls {\nca_certificate = ${JSON.stringify(keyPem())}\n}` },
    summary: 'Invalid Certificate',
    detail:
      'tls.ca_certificate holds no PEM certificate: it holds a private key. Expected text that starts with "-----BEGIN CERTIFICATE-----", for example file("ca.crt").',
    at: 'ca_certificate = ',
  },
  {
    situation: 'a truncated certificate',
    change: {
      more: 'tls {\nca_certificate = "-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----"\n}',
    },
    summary: 'Invalid Certificate',
    detail:
      'Certificate 1 of 1 in tls.ca_certificate cannot be read. Check that the file is complete and was not changed on the way.',
    at: 'ca_certificate = ',
  },
  {
    situation: 'an impossible timeout',
    change: { more: 'timeouts {\ncreate = "10 minutes"\n}' },
    summary: 'Invalid Duration',
    detail: 'timeouts.create is "10 minutes". Expected a duration above zero such as "30s", "10m" or "1h30m".',
    at: 'create = "10 minutes"',
  },
  {
    situation: 'a private ECR without an authentication method',
    change: { endpoint: ECR, auth: 'ecr {}' },
    summary: 'Missing AWS Authentication Method',
    detail:
      'A private ECR needs an AWS authentication method. Add a "credentials" block (access keys) or an "sts" block (a role that Palette assumes), or set "private = false" for a public ECR.',
    at: RESOURCE_LINE,
  },
  {
    situation: 'credentials for a public ECR',
    change: {
      endpoint: 'endpoint = "public.ecr.aws"',
      auth: 'ecr {\nprivate = false\ncredentials {\naccess_key = "A"\nsecret_key_wo = "s3cr"\n}\n}',
    },
    summary: 'Authentication For A Public ECR',
    detail: 'A public ECR takes no authentication. Remove the "credentials" block, or "private = false".',
    at: 'credentials {',
  },
  {
    situation: 'an access key without its secret',
    change: { endpoint: ECR, auth: 'ecr {\ncredentials {\naccess_key = "A"\n}\n}' },
    summary: 'Missing Argument',
    detail: 'None of "secret_key" and "secret_key_wo" is set. Set exactly one of them.',
    at: 'credentials {',
  },
  {
    situation: 'something else in place of a role',
    change: { endpoint: ECR, auth: 'ecr {\nsts {\nrole_arn = "palette"\nexternal_id = "e-1"\n}\n}' },
    summary: 'Invalid Role ARN',
    detail: 'ecr.sts.role_arn is "palette". Expected an IAM role such as "arn:aws:iam::123456789012:role/palette".',
    at: 'role_arn = "palette"',
  },
  {
    situation: 'an endpoint suffix with an ECR',
    change: { endpoint: ECR, auth: 'ecr { private = false }', more: 'endpoint_suffix = "/x"' },
    summary: 'Conflicting Arguments',
    detail: '"endpoint_suffix" is set, but an Amazon ECR has none. Remove it, or use "basic" in place of "ecr".',
    at: 'endpoint_suffix = "/x"',
  },
];

describe('bad input is refused while planning, at the argument that is wrong', () => {
  const world = new PaletteWorld();
  let folder: TerraformFolder;
  beforeAll(async () => {
    folder = await world.folder({ url: 'http://127.0.0.1:9', apiKey: 'unused' }).init();
  });
  afterAll(() => world.end());

  it.each(CASES)('$situation', async ({ change, summary, detail, at }) => {
    folder.write('main.tf', hcl(change));
    expect(await errors(folder)).toContainEqual({ summary, detail, at: expect.stringContaining(at) });
  });

  it('takes every argument when all is well', async () => {
    folder.write('main.tf', hcl({}));
    expect(await errors(folder)).toEqual([]);
  });

  it('a key that belongs to another certificate', async () => {
    const certificate = selfSigned();
    folder.write(
      'main.tf',
      hcl({
        more: `tls {\nclient_certificate = ${JSON.stringify(certificate)}\nclient_key_wo = ${JSON.stringify(keyPem())}\n}`,
      }),
    );
    expect(await errors(folder)).toEqual([
      {
        summary: 'Key Does Not Fit The Certificate',
        detail: '"client_key_wo" is not the key of "client_certificate". Give the two files of one pair.',
        at: expect.stringContaining('client_key_wo = '),
      },
    ]);
  });
});

function hcl(change: Partial<typeof ARGUMENTS>): string {
  return `${RESOURCE_LINE}\n${Object.values({ ...ARGUMENTS, ...change }).join('\n')}\n}\n`;
}

async function errors(folder: TerraformFolder): Promise<object[]> {
  const all = await folder.diagnostics('validate');
  return all.filter(({ severity }) => severity === 'error').map(({ summary, detail, at }) => ({ summary, detail, at }));
}

function selfSigned(): string {
  const args =
    'req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -subj /CN=client -days 2 -keyout /dev/null';
  return execFileSync('openssl', args.split(' '), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
