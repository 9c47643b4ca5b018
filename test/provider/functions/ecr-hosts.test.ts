import { called } from './called';

interface Host {
  readonly host: string;
  readonly variant: string;
}

async function standardHosts(...args: string[]): Promise<string[]> {
  const { result } = await called('ecr_hosts', ...args);
  return (result as unknown as Host[]).filter(({ variant }) => variant === 'standard').map(({ host }) => host);
}

describe('ecr_hosts', () => {
  it('says of each host what it is for', async () => {
    const { result } = await called('ecr_hosts', 'eusc-de-east-1');
    expect(result).toEqual([
      {
        host: '*.dkr.ecr.eusc-de-east-1.amazonaws.eu',
        port: 443,
        purpose: 'Registry: login, manifests, lists of tags',
        variant: 'standard',
        documented: true,
      },
      {
        host: 'api.ecr.eusc-de-east-1.amazonaws.eu',
        port: 443,
        purpose: 'API of Amazon ECR: tokens for the login, lists of repositories',
        variant: 'standard',
        documented: true,
      },
      {
        host: 'sts.eusc-de-east-1.amazonaws.eu',
        port: 443,
        purpose: 'API of AWS STS: assumes the IAM role (not needed with access keys)',
        variant: 'standard',
        documented: true,
      },
      {
        host: 'prod-eusc-de-east-1-starport-layer-bucket.s3.eusc-de-east-1.amazonaws.eu',
        port: 443,
        purpose: 'Amazon S3: the charts themselves and all other layers (starport bucket)',
        variant: 'standard',
        documented: false,
      },
    ]);
  });

  it('takes the partition as an optional argument', async () => {
    const chinese = await standardHosts('cn-north-1');
    expect(chinese).toContain('api.ecr.cn-north-1.amazonaws.com.cn');
    expect(await standardHosts('cn-north-1', 'aws-cn')).toEqual(chinese);
    expect(await standardHosts('eusc-fr-west-1', 'aws-eusc')).toContain('sts.eusc-fr-west-1.amazonaws.eu');
  });

  it.each([
    [['us-east-1a'], 0, 'That is an availability zone of the region "us-east-1".'],
    [['us-east-1', 'aws-cn'], 1, 'The region "us-east-1" is of the partition "aws", not of "aws-cn".'],
    [['us-east-1', 'aws', 'aws-cn'], 2, 'Expected at most one partition, got 2. Remove all but one.'],
  ])('blames, of %j, the argument %i', async (args, argument, text) => {
    expect(await called('ecr_hosts', ...args)).toEqual({ error: { argument, text: expect.stringContaining(text) } });
  });
});
