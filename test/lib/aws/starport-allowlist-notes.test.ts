import { StarportAllowlist, type StarportAllowlistProps } from '../../../lib/aws';
import { newStack, warningsOf } from '../synthesized';

const create = (props: StarportAllowlistProps) => new StarportAllowlist(newStack(), 'allowlist', props);

describe('an allowlist is honest', () => {
  const derived = (region: string, suffix: string, use = '') =>
    `AWS does not document "prod-${region}-starport-layer-bucket.s3.${region}.${suffix}"; it is derived from the bucket's ` +
    `name in the Amazon ECR User Guide, "Minimum Amazon S3 Bucket Permissions for Amazon ECR", and Amazon S3's rule for ` +
    `host names${use}.`;
  const PUBLIC =
    'AWS does not document from which CloudFront hosts ECR Public serves layers. The ones given were observed and may ' +
    'change; only "*.cloudfront.net" would cover all, and that also allows every other site on CloudFront. In a ' +
    'restricted network, copy the charts to a private registry instead.';

  test.each<[StarportAllowlistProps, string[]]>([
    [{ regions: ['us-east-1', 'eu-west-1'] }, []],
    [{ regions: ['cn-north-1'] }, [derived('cn-north-1', 'amazonaws.com.cn')]],
    [
      { regions: ['us-gov-west-1'] },
      [derived('us-gov-west-1', 'amazonaws.com', "; the bucket's ARN is in public use for us-gov-west-1")],
    ],
    [{ regions: ['us-iso-east-1'] }, [derived('us-iso-east-1', 'c2s.ic.gov')]],
    [{ endpoints: ['public.ecr.aws'] }, [PUBLIC]],
    [
      { endpoints: ['123456789012.dkr-ecr.us-east-1.on.aws'] },
      [
        'AWS does not document "prod-us-east-1-starport-layer-bucket.s3.dualstack.us-east-1.amazonaws.com"; it is derived ' +
          "from the starport bucket's name and Amazon S3's rule for dual-stack hosts.",
      ],
    ],
    [
      { endpoints: ['123456789012.dkr.ecr-fips.eu-west-1.amazonaws.com'] },
      ['AWS does not document "123456789012.dkr.ecr-fips.eu-west-1.amazonaws.com"; it is taken as it was named.'],
    ],
    [{ regions: ['cn-north-1'], starports: [{ region: 'cn-north-1' }] }, []],
  ])('%j', (props, notes) => {
    const allowlist = create(props);
    expect(allowlist.notes).toEqual(notes);
    expect(warningsOf(allowlist)).toEqual(notes);
  });
});

test.each([
  [{}, 'prod-cn-north-1-starport-layer-bucket.s3.cn-north-1.amazonaws.com.cn', 'prod-cn-north-1-starport-layer-bucket'],
  [{ bucket: 'layers' }, 'layers.s3.cn-north-1.amazonaws.com.cn', 'layers'],
  [{ host: 'layers.example.cn' }, 'layers.example.cn', 'prod-cn-north-1-starport-layer-bucket'],
  [{ bucket: 'layers', host: 'cache.example.cn' }, 'cache.example.cn', 'layers'],
])('a starport given as %j is allowed as %s, and so is reading the bucket %s', (given, host, bucket) => {
  const allowlist = create({ regions: ['cn-north-1'], starports: [{ region: 'cn-north-1', ...given }] });
  expect(allowlist.hosts.at(-1)).toMatchObject({ host, documented: false, source: 'given' });
  expect(allowlist.s3GatewayStatement()).toEqual({
    Sid: 'ReadStarport',
    Effect: 'Allow',
    Principal: '*',
    Action: ['s3:GetObject'],
    Resource: [`arn:aws-cn:s3:::${bucket}/*`],
  });
});
