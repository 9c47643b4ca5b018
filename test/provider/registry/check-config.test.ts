import { UNKNOWN } from '../../../src/bridge/framework';
import { checkConfig } from '../../../src/provider/registry/check-config';
import { type Certificate, issueCertificate } from '../../support/certificates';
import { recordedOperation } from '../../support/operation';
import { basic, type Config, config, ECR_HOST, ecr, keys, ROLE, tls } from '../../support/registry-bodies';

function findings(written: Config) {
  const operation = recordedOperation();
  checkConfig({ ...operation, config: written });
  return operation.diagnostics.list.map((item) => ({ ...item, path: item.path?.toString() }));
}

const PATHS = { base_content_paths: ['charts'] };
const STS = { role_arn: ROLE, external_id: 'e-1' };
const withEndpoint = (endpoint: string) => config({ ...PATHS, endpoint, basic: basic() });
const LOGIN = { username: 'u', password_wo: 'p' };
const withLogin = (endpoint: string) => config({ ...PATHS, endpoint, basic: basic(LOGIN) });
const withEcr = (changes: Parameters<typeof ecr>[0], endpoint = ECR_HOST) =>
  config({ ...PATHS, endpoint, ecr: ecr(changes) });

describe('what is right', () => {
  it.each([
    ['a URL', withEndpoint('https://harbor.example.com:8443/')],
    ['plain HTTP', withEndpoint('http://harbor.example.com')],
    ['GHCR of a user', withLogin('ghcr.io/users/somebody')],
    ['GHCR of an organization', withLogin('ghcr.io/orgs/some-org')],
    ['access keys', withEcr({ credentials: keys({ secret_key: 's' }) })],
    ['a role', withEcr({ private: true, sts: STS })],
    ['a public ECR', withEcr({ private: false }, 'public.ecr.aws')],
    ['the partition of the endpoint', withEcr({ partition: 'aws', sts: STS })],
    ['a pack registry', config({ ...PATHS, provider_type: 'pack', basic: basic(LOGIN) })],
    ['no synchronization, no paths', config({ synchronization: false, basic: basic() })],
    ['verification off', config({ ...PATHS, basic: basic(), tls: tls({ insecure_skip_verify: true }) })],
  ])('%s', (_, written) => expect(findings(written)).toEqual([]));
});

describe('what is not known yet is not judged', () => {
  const known = config({ ...PATHS, basic: basic() });
  it.each<[string, Config]>([
    ['endpoint', { ...known, endpoint: UNKNOWN }],
    ['paths', { ...known, base_content_paths: UNKNOWN }],
    ['one path', { ...known, base_content_paths: [UNKNOWN] }],
    ['synchronization', { ...known, base_content_paths: null, synchronization: UNKNOWN }],
    ['provider type', { ...known, provider_type: UNKNOWN }],
    ['both blocks', { ...known, endpoint: 'anything', basic: UNKNOWN, ecr: UNKNOWN }],
    ['tls', { ...known, tls: UNKNOWN }],
    ['private', withUnknownEcr({ private: UNKNOWN })],
    ['credentials', withUnknownEcr({ credentials: UNKNOWN })],
    ['sts', withUnknownEcr({ sts: UNKNOWN })],
    ['partition', withUnknownEcr({ partition: UNKNOWN, sts: STS })],
    ['key and certificate', { ...known, tls: { ...tls(), client_key_wo: UNKNOWN, client_certificate: UNKNOWN } }],
  ])('%s', (_, written) => expect(findings(written)).toEqual([]));
});

function withUnknownEcr(changes: object): Config {
  return { ...config({ ...PATHS, ecr: ecr() }), ecr: { ...ecr(), ...changes } };
}

describe('what is wrong is named', () => {
  it.each<[string, Config, string, string, string]>([
    [
      'a query',
      withEndpoint('https://harbor.example.com?x=1'),
      'Invalid Endpoint',
      'endpoint is "https://harbor.example.com?x=1". Remove everything from "?" on.',
      'endpoint',
    ],
    [
      'a fragment',
      withEndpoint('https://harbor.example.com#x'),
      'Invalid Endpoint',
      'endpoint is "https://harbor.example.com#x". Remove everything from "#" on.',
      'endpoint',
    ],
    [
      'no URL',
      withEndpoint('https://'),
      'Invalid Endpoint',
      'endpoint is "https://". It is not a URL. Expected one such as "https://harbor.example.com".',
      'endpoint',
    ],
    [
      'GHCR with a scheme',
      withEndpoint('https://ghcr.io/orgs/acme'),
      'Invalid Endpoint',
      'endpoint is "https://ghcr.io/orgs/acme". Expected "ghcr.io/users/NAME" or "ghcr.io/orgs/NAME", without "https://".',
      'endpoint',
    ],
    [
      'an ECR with a scheme',
      withEcr({ sts: STS }, `https://${ECR_HOST}`),
      'Invalid Amazon ECR Endpoint',
      `Expected a host such as "${ECR_HOST}", got "https://${ECR_HOST}". Remove "https://".`,
      'endpoint',
    ],
    [
      'two methods',
      withEcr({ credentials: keys(), sts: STS }),
      'Conflicting AWS Authentication Methods',
      '"credentials" and "sts" are set together. Keep the authentication method that you want to use.',
      'ecr.sts',
    ],
    [
      'a role for a public ECR',
      withEcr({ private: false, sts: STS }, 'public.ecr.aws'),
      'Authentication For A Public ECR',
      'A public ECR takes no authentication. Remove the "sts" block, or "private = false".',
      'ecr.sts',
    ],
    [
      'another partition than that of the endpoint',
      withEcr({ partition: 'aws-us-gov', sts: STS }),
      'Conflicting AWS Partition',
      'ecr.partition is "aws-us-gov", but the endpoint is of the partition "aws". Remove "partition": it is read off the endpoint.',
      'ecr.partition',
    ],
    [
      'a partition that Palette does not know',
      withEcr({ sts: STS }, '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn'),
      'Unsupported AWS Partition',
      'The endpoint is of the AWS partition "aws-cn", which Palette does not know. Expected one of "aws", "aws-us-gov", "aws-iso", "aws-iso-b": use a registry there.',
      'endpoint',
    ],
    [
      'an empty list of paths',
      config({ base_content_paths: [], basic: basic() }),
      'Missing Base Content Path',
      'Synchronization is on, so Palette must know where the charts are. Set "base_content_paths", e.g. ["platform/charts"], or set "synchronization = false".',
      'base_content_paths',
    ],
  ])('%s', (_, written, summary, detail, path) => {
    expect(findings(written)).toEqual([{ severity: 'error', summary, detail, path }]);
  });

  it('a password in a URL is not shown', () => {
    const text = JSON.stringify(findings(withEndpoint('https://robot:hunter2@harbor.example.com/x')));
    expect(text).toContain('…@harbor.example.com');
    expect(text).not.toContain('hunter2');
  });
});

describe('certificates', () => {
  let pair: Certificate;
  let other: Certificate;
  beforeAll(async () => {
    [pair, other] = await Promise.all([issueCertificate({ name: 'one' }), issueCertificate({ name: 'two' })]);
  });
  const withTls = (changes: Parameters<typeof tls>[0]) => config({ ...PATHS, basic: basic(), tls: tls(changes) });

  it('are of no use where verification is off', () => {
    expect(findings(withTls({ insecure_skip_verify: true, ca_certificate: pair.certificate }))).toEqual([
      {
        severity: 'warning',
        summary: 'Certificate Without Effect',
        detail:
          '"insecure_skip_verify" is on, so the certificate in "ca_certificate" is not used. Remove one of them; the certificate is the safe way.',
        path: 'tls.insecure_skip_verify',
      },
    ]);
  });

  it.each(['client_key', 'client_key_wo'])('want their own %s', (name) => {
    expect(findings(withTls({ client_certificate: pair.certificate, [name]: pair.key }))).toEqual([]);
    expect(findings(withTls({ client_certificate: pair.certificate, [name]: other.key }))).toEqual([
      {
        severity: 'error',
        summary: 'Key Does Not Fit The Certificate',
        detail: `"${name}" is not the key of "client_certificate". Give the two files of one pair.`,
        path: `tls.${name}`,
      },
    ]);
  });
});
