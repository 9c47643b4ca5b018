import { ECRClient } from '@aws-sdk/client-ecr';
import { STSClient } from '@aws-sdk/client-sts';
import { ECR_PUBLIC_HOSTS, type EcrHost, ecrHosts, type EcrHostsRequest, parseEcrEndpoint } from '../../src/aws';

function hostsOf(request: EcrHostsRequest): readonly EcrHost[] {
  const hosts = ecrHosts(request);
  if ('problem' in hosts) throw new Error(hosts.problem);
  return hosts;
}

const named = (request: EcrHostsRequest, variant: string) =>
  hostsOf(request)
    .filter((host) => host.variant === variant)
    .map(({ host }) => host);

describe('the hosts of ECR', () => {
  it('are, in us-east-1, these', () => {
    expect(hostsOf({ region: 'us-east-1' }).map(({ host, variant }) => [variant, host])).toEqual([
      ['standard', '*.dkr.ecr.us-east-1.amazonaws.com'],
      ['standard', 'api.ecr.us-east-1.amazonaws.com'],
      ['standard', 'sts.us-east-1.amazonaws.com'],
      ['standard', 'prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com'],
      ['fips', '*.dkr.ecr-fips.us-east-1.amazonaws.com'],
      ['fips', 'ecr-fips.us-east-1.amazonaws.com'],
      ['fips', 'sts-fips.us-east-1.amazonaws.com'],
      ['fips', 'api.ecr-fips.us-east-1.amazonaws.com'],
      ['dual-stack', '*.dkr-ecr.us-east-1.on.aws'],
      ['dual-stack', 'ecr.us-east-1.api.aws'],
      ['dual-stack', 'sts.us-east-1.api.aws'],
      ['dual-stack', 'prod-us-east-1-starport-layer-bucket.s3.dualstack.us-east-1.amazonaws.com'],
      ['fips-dual-stack', '*.dkr-ecr-fips.us-east-1.on.aws'],
      ['fips-dual-stack', 'ecr-fips.us-east-1.api.aws'],
      ['fips-dual-stack', 'sts-fips.us-east-1.api.aws'],
    ]);
  });

  it.each([
    ['eu-west-1', ['standard', 'dual-stack']],
    ['us-gov-west-1', ['standard', 'fips', 'dual-stack', 'fips-dual-stack']],
    ['cn-northwest-1', ['standard', 'dual-stack']],
    ['eusc-de-east-1', ['standard']],
    ['us-iso-east-1', ['standard']],
  ])('have, in %s, the variants that AWS publishes', (region, variants) => {
    expect([...new Set(hostsOf({ region }).map(({ variant }) => variant))]).toEqual(variants);
  });

  it.each([
    ['cn-north-1', 'cn-north-1.amazonaws.com.cn'],
    ['us-gov-east-1', 'us-gov-east-1.amazonaws.com'],
    ['eusc-de-east-1', 'eusc-de-east-1.amazonaws.eu'],
    ['us-isob-east-1', 'us-isob-east-1.sc2s.sgov.gov'],
  ])("end, in %s, in their partition's suffix", (region, end) => {
    const starport = `prod-${region}-starport-layer-bucket.s3.${end}`;
    expect(named({ region }, 'standard')).toEqual([`*.dkr.ecr.${end}`, `api.ecr.${end}`, `sts.${end}`, starport]);
  });

  it('name one registry in place of all where the account is known', () => {
    const accountId = '012345678901';
    const registries = hostsOf({ region: 'us-west-2', accountId })
      .map(({ host }) => host)
      .filter((host) => /dkr/.test(host));
    expect(registries).toHaveLength(4);
    for (const host of registries) expect(parseEcrEndpoint(host)).toMatchObject({ accountId, region: 'us-west-2' });
  });

  it('are all for HTTPS, with a purpose and a source', () => {
    for (const host of [...hostsOf({ region: 'us-east-1' }), ...ECR_PUBLIC_HOSTS]) {
      expect(host).toMatchObject({
        port: 443,
        purpose: expect.stringMatching(/\w/),
        source: expect.stringMatching(/\w/),
      });
    }
  });

  it.each([
    ['us-east-1', ['prod-us-east-1-starport-layer-bucket.s3.dualstack.us-east-1.amazonaws.com']],
    ['eusc-de-east-1', ['prod-eusc-de-east-1-starport-layer-bucket.s3.eusc-de-east-1.amazonaws.eu']],
  ])('of %s say which of them AWS does not document', (region, undocumented) => {
    const found = hostsOf({ region }).filter(({ documented }) => !documented);
    expect(found.map(({ host }) => host)).toEqual(undocumented);
    for (const { source } of found) expect(source).toMatch(/^derived from /);
  });
});

/** The real SDK says which hosts it would call. */
describe("the hosts of ECR are those that AWS's own client calls", () => {
  beforeAll(() => void (process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'));

  const VARIANTS = [
    ['standard', false, false],
    ['fips', true, false],
    ['dual-stack', false, true],
    ['fips-dual-stack', true, true],
  ] as const;
  const REGIONS = ['us-east-1', 'us-gov-west-1', 'cn-north-1', 'eu-west-3', 'eusc-de-east-1', 'us-isof-south-1'];
  const cases = REGIONS.flatMap((region) => VARIANTS.map(([variant, fips, dual]) => ({ region, variant, fips, dual })));

  it.each(cases.filter(({ region, variant }) => named({ region }, variant).length > 0))(
    '$variant in $region',
    ({ region, variant, fips, dual }) => {
      const endpoint = { Region: region, UseFIPS: fips, UseDualStack: dual };
      const ecr = new ECRClient({ region }).config.endpointProvider(endpoint).url.host;
      const sts = new STSClient({ region }).config.endpointProvider({ ...endpoint, UseGlobalEndpoint: false }).url.host;
      const everywhere = [...named({ region }, variant), ...named({ region }, 'standard')];
      expect(everywhere).toEqual(expect.arrayContaining([ecr, sts]));
    },
  );
});

describe('the hosts of ECR are refused', () => {
  it.each([
    [{ region: 'mars-1' }, 'region', 'Expected the name of an AWS region such as "us-east-1", got "mars-1".'],
    [{ region: 'us-east-1', partition: 'aws-cn' }, 'partition', 'The region "us-east-1" is of the partition "aws",'],
    [{ region: 'us-east-1', accountId: '12' }, 'accountId', 'Expected an AWS account ID of 12 digits'],
  ])('for %j', (request, argument, problem) => {
    expect(ecrHosts(request)).toEqual({ argument, problem: expect.stringContaining(problem) });
  });
});

test('the CloudFront hosts of ECR Public are marked as what they are: observed', () => {
  const observed = ECR_PUBLIC_HOSTS.filter(({ documented }) => !documented);
  expect(observed.every(({ host, source }) => host.endsWith('.cloudfront.net') && /^observed/.test(source))).toBe(true);
  expect(observed).toHaveLength(2);
});
