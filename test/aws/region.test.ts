import { placeOfRegion } from '../../src/aws';

describe('the place of a region', () => {
  it.each([
    ['us-east-1', undefined, 'aws'],
    ['us-gov-west-1', 'aws-us-gov', 'aws-us-gov'],
    // Not of a shape that the package knows, so the partition is taken from the user.
    ['eusc-fr-west-1', 'aws-eusc', 'aws-eusc'],
  ])('of %s, partition %s', (region, partition, id) => {
    expect(placeOfRegion(region, partition)).toMatchObject({ region, partition: { id } });
  });

  it.each([
    ['mars', 'Correct it.'],
    ['', 'Correct it.'],
    ['US-East-1', 'Write "us-east-1".'],
    [' us-east-1', 'Write "us-east-1".'],
    ['us-east-1a', 'That is an availability zone of the region "us-east-1".'],
    ['eusc-fr-west-1', 'Correct it, or name its partition too if the region is new.'],
    ['us-east-1.evil.example', 'Correct it.'],
  ])('is refused for the region %j', (region, advice) => {
    const problem = `Expected the name of an AWS region such as "us-east-1", got "${region}". ${advice}`;
    expect(placeOfRegion(region)).toEqual({ problem, argument: 'region' });
  });

  const ALL = '"aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e" and "aws-iso-f"';
  it.each([
    [
      'us-east-1',
      'commercial',
      `Expected one of the partitions ${ALL}, got "commercial". Leave it out: the region's partition is "aws".`,
    ],
    ['eusc-fr-west-1', '', `Expected one of the partitions ${ALL}, got "". Correct it.`],
    [
      'cn-north-1',
      'aws',
      'The region "cn-north-1" is of the partition "aws-cn", not of "aws". Leave the partition out: it is read off the region.',
    ],
  ])('is refused for %s in the partition %j', (region, partition, problem) => {
    expect(placeOfRegion(region, partition)).toEqual({ problem, argument: 'partition' });
  });
});
