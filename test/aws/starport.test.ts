import { placeOfRegion, starportOf } from '../../src/aws';

function starport(region: string) {
  const place = placeOfRegion(region);
  if ('problem' in place) throw new Error(place.problem);
  return starportOf(place);
}

describe('the starport bucket', () => {
  it.each([
    ['us-east-1', 'aws', 'prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com', true],
    ['eu-central-1', 'aws', 'prod-eu-central-1-starport-layer-bucket.s3.eu-central-1.amazonaws.com', true],
    ['us-gov-west-1', 'aws-us-gov', 'prod-us-gov-west-1-starport-layer-bucket.s3.us-gov-west-1.amazonaws.com', false],
    ['cn-north-1', 'aws-cn', 'prod-cn-north-1-starport-layer-bucket.s3.cn-north-1.amazonaws.com.cn', false],
    ['us-iso-east-1', 'aws-iso', 'prod-us-iso-east-1-starport-layer-bucket.s3.us-iso-east-1.c2s.ic.gov', false],
  ])('of %s is in the partition %s', (region, partition, host, documented) => {
    const bucket = `prod-${region}-starport-layer-bucket`;
    const arn = `arn:${partition}:s3:::${bucket}`;
    expect(starport(region)).toMatchObject({ bucket, arn, host, documented });
  });

  it.each([
    ['us-east-1', /^Amazon ECR User Guide/],
    ['us-gov-east-1', /^derived from .* in public use for us-gov-west-1$/],
    ['cn-north-1', /^derived from the bucket's name in the Amazon ECR User Guide/],
  ])('of %s says where it is known from', (region, source) => {
    expect(starport(region).source).toMatch(source);
  });
});
