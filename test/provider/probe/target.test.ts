import { targetOf } from '../../../src/provider/probe/target';

type Config = Parameters<typeof targetOf>[0];

const NOTHING: Config = {
  endpoint: 'https://harbor.example.com',
  endpoint_suffix: null,
  base_content_paths: null,
  ok: null,
  checks: null,
  charts: null,
  basic: null,
  ecr: null,
  tls: null,
  timeouts: null,
};
const BASIC = { username: null, password: null, token: null };
const ECR_HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const KEYS = { access_key: 'AKIA', secret_key: 's', session_token: null };
const anonymous = { type: 'anonymous' };

it.each<[string, Partial<Config>, object]>([
  ['an empty basic block', { basic: BASIC }, { endpoint: 'https://harbor.example.com', credentials: anonymous }],
  [
    'a user name and password',
    { basic: { ...BASIC, username: 'me', password: 'p' } },
    { credentials: { type: 'basic', username: 'me', password: 'p' } },
  ],
  ['a token', { basic: { ...BASIC, token: 't' } }, { credentials: { type: 'token', token: 't' } }],
  ['a suffix', { basic: BASIC, endpoint_suffix: 'artifactory/api' }, { basePath: 'artifactory/api' }],
  [
    'GHCR of an organization',
    { basic: BASIC, endpoint: 'ghcr.io/orgs/Some-Org' },
    { endpoint: 'https://ghcr.io', basePath: 'some-org' },
  ],
  [
    'an access key',
    { endpoint: ECR_HOST, ecr: { private: null, credentials: KEYS } },
    {
      endpoint: `https://${ECR_HOST}`,
      credentials: {
        type: 'ecr',
        region: 'us-east-1',
        accountId: '123456789012',
        accessKey: { accessKeyId: 'AKIA', secretAccessKey: 's', sessionToken: undefined },
      },
    },
  ],
  [
    'a private ECR without access key',
    { endpoint: ECR_HOST, ecr: { private: true, credentials: null } },
    { credentials: { type: 'ecr', region: 'us-east-1', accountId: '123456789012', accessKey: undefined } },
  ],
  [
    'a registry that is said to be public',
    { endpoint: ECR_HOST, ecr: { private: false, credentials: null } },
    { credentials: anonymous },
  ],
  [
    'Amazon ECR Public',
    { endpoint: 'public.ecr.aws', ecr: { private: true, credentials: null } },
    { endpoint: 'https://public.ecr.aws', credentials: anonymous },
  ],
  [
    'TLS',
    {
      basic: BASIC,
      tls: { ca_certificate: 'CA', client_certificate: null, client_key: null, insecure_skip_verify: null },
    },
    { tls: { ca: 'CA', clientCertificate: undefined, clientKey: undefined, insecureSkipVerify: false } },
  ],
])('%s', (_, config, expected) => {
  expect(targetOf({ ...NOTHING, ...config })).toMatchObject(expected);
});
