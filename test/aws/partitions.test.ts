import { partitionOfRegion } from '../../src/aws';

describe('the partition of a region', () => {
  it.each([
    ['us-east-1', 'aws'],
    ['ap-southeast-7', 'aws'],
    ['mx-central-1', 'aws'],
    ['cn-northwest-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['eusc-de-east-1', 'aws-eusc'],
    ['us-iso-west-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eu-isoe-west-1', 'aws-iso-e'],
    ['us-isof-south-1', 'aws-iso-f'],
    ['mars-1', undefined],
    ['us-east', undefined],
    ['US-EAST-1', undefined],
    ['us-east-1.evil', undefined],
    ['', undefined],
  ])('of "%s" is %s', (region, partition) => {
    expect(partitionOfRegion(region)).toBe(partition);
  });
});
