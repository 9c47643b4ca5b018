import {
  ecrReadStatements,
  endpointPolicy,
  otherBucketsStatement,
  placeOfRegion,
  starportOf,
  starportReadStatement,
} from '../../src/aws';

function starport(region: string) {
  const place = placeOfRegion(region);
  if ('problem' in place) throw new Error(place.problem);
  return starportOf(place);
}

test('layers are read by anyone, from the starport buckets alone, without a condition', () => {
  expect(starportReadStatement(['us-east-1', 'us-gov-west-1', 'us-east-1'].map(starport))).toEqual({
    Sid: 'ReadStarport',
    Effect: 'Allow',
    Principal: '*',
    Action: ['s3:GetObject'],
    Resource: [
      'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*',
      'arn:aws-us-gov:s3:::prod-us-gov-west-1-starport-layer-bucket/*',
    ],
  });
});

test('a bucket is named with its objects', () => {
  expect(otherBucketsStatement(['arn:aws:s3:::logs', 'arn:aws:s3:::tools/rpm/*', '*'])).toEqual({
    Sid: 'OtherBuckets',
    Effect: 'Allow',
    Principal: '*',
    Action: ['s3:*'],
    Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*', 'arn:aws:s3:::tools/rpm/*', '*'],
  });
});

test('through the endpoints of ECR everything can be read and nothing written', () => {
  const arn = 'arn:aws:ecr:us-east-1:123456789012:repository/charts/*';
  const { Statement } = endpointPolicy(ecrReadStatements([arn]));
  expect(Statement.map(({ Resource }) => Resource)).toEqual([['*'], [arn]]);
  expect(Statement[0]?.Action).toEqual(['ecr:GetRegistryPolicy', 'ecr:DescribeRegistry', 'ecr:GetAuthorizationToken']);
  const actions = Statement.flatMap(({ Action }) => Action);
  expect(actions).toEqual(expect.arrayContaining(['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer']));
  expect(actions.filter((action) => !/^ecr:(Get|Batch(Get|Check)|Describe|List)/.test(action))).toEqual([]);
});
