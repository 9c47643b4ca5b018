import { type EcrClient, ecrHostsOfEndpoint, parseEcrEndpoint, placeOfRegion, starportOf } from '../../src/aws';

function hostsOf(host: string, client: Partial<EcrClient> = {}) {
  const endpoint = parseEcrEndpoint(host);
  if ('problem' in endpoint) throw new Error(endpoint.problem);
  return ecrHostsOfEndpoint({ endpoint, assumesRole: false, ...client });
}

const STARPORT = 'prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com';

describe('a client of one registry needs', () => {
  it.each([
    [
      '123456789012.dkr.ecr.us-east-1.amazonaws.com',
      ['123456789012.dkr.ecr.us-east-1.amazonaws.com', 'api.ecr.us-east-1.amazonaws.com', STARPORT],
    ],
    [
      '123456789012.dkr.ecr-fips.us-east-1.amazonaws.com',
      [
        'api.ecr.us-east-1.amazonaws.com',
        STARPORT,
        '123456789012.dkr.ecr-fips.us-east-1.amazonaws.com',
        'ecr-fips.us-east-1.amazonaws.com',
        'api.ecr-fips.us-east-1.amazonaws.com',
      ],
    ],
    [
      '123456789012.dkr-ecr.us-east-1.on.aws',
      [
        'api.ecr.us-east-1.amazonaws.com',
        STARPORT,
        '123456789012.dkr-ecr.us-east-1.on.aws',
        'ecr.us-east-1.api.aws',
        'prod-us-east-1-starport-layer-bucket.s3.dualstack.us-east-1.amazonaws.com',
      ],
    ],
    [
      '123456789012.dkr-ecr-fips.us-east-1.on.aws',
      [
        'api.ecr.us-east-1.amazonaws.com',
        STARPORT,
        'prod-us-east-1-starport-layer-bucket.s3.dualstack.us-east-1.amazonaws.com',
        '123456789012.dkr-ecr-fips.us-east-1.on.aws',
        'ecr-fips.us-east-1.api.aws',
      ],
    ],
    [
      '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
      [
        '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
        'api.ecr.cn-north-1.amazonaws.com.cn',
        'prod-cn-north-1-starport-layer-bucket.s3.cn-north-1.amazonaws.com.cn',
      ],
    ],
    [
      'public.ecr.aws',
      [
        'public.ecr.aws',
        'api.ecr-public.us-east-1.amazonaws.com',
        'd5l0dvt14r5h8.cloudfront.net',
        'd2glxqk2uabbnd.cloudfront.net',
      ],
    ],
    [
      'ecr-public.aws.com',
      [
        'ecr-public.aws.com',
        'api.ecr-public.us-east-1.amazonaws.com',
        'd5l0dvt14r5h8.cloudfront.net',
        'd2glxqk2uabbnd.cloudfront.net',
      ],
    ],
  ])('of %s', (host, expected) => {
    expect(hostsOf(host).map((allowed) => allowed.host)).toEqual(expected);
  });

  it.each([
    ['123456789012.dkr.ecr.us-west-2.amazonaws.com', ['sts.us-west-2.amazonaws.com']],
    [
      '123456789012.dkr.ecr-fips.us-west-2.amazonaws.com',
      ['sts.us-west-2.amazonaws.com', 'sts-fips.us-west-2.amazonaws.com'],
    ],
    ['123456789012.dkr-ecr.us-west-2.on.aws', ['sts.us-west-2.amazonaws.com', 'sts.us-west-2.api.aws']],
    ['123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com', ['sts.us-gov-west-1.amazonaws.com']],
    ['public.ecr.aws', []],
  ])('of %s with a role, STS as well', (host, expected) => {
    const withoutRole = hostsOf(host).map((allowed) => allowed.host);
    const added = hostsOf(host, { assumesRole: true }).filter((allowed) => !withoutRole.includes(allowed.host));
    expect(added.map((allowed) => allowed.host)).toEqual(expected);
  });
});

test('a registry of a kind that AWS does not publish for its region is allowed, and marked', () => {
  expect(hostsOf('123456789012.dkr.ecr-fips.eu-west-1.amazonaws.com')[0]).toEqual({
    host: '123456789012.dkr.ecr-fips.eu-west-1.amazonaws.com',
    port: 443,
    purpose: 'Registry: login, manifests, lists of tags',
    variant: 'fips',
    documented: false,
    source: 'taken as it was named',
  });
});

test('a starport bucket that is given takes the place of the derived one, on IPv6 too', () => {
  const place = placeOfRegion('us-east-1');
  if ('problem' in place) throw new Error(place.problem);
  const starport = starportOf(place, { bucket: 'mirror' });
  const layers = hostsOf('123456789012.dkr-ecr.us-east-1.on.aws', { starport }).filter(
    ({ source }) => source === 'given',
  );
  expect(layers.map(({ host, documented }) => [host, documented])).toEqual([
    ['mirror.s3.us-east-1.amazonaws.com', false],
    ['mirror.s3.dualstack.us-east-1.amazonaws.com', false],
  ]);
});
