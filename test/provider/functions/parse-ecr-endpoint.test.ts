import { called } from './called';

const nothing = { account_id: null, region: null, fips: false, dual_stack: false, public: false };

describe('parse_ecr_endpoint', () => {
  it.each([
    [
      '012345678901.dkr.ecr.us-east-1.amazonaws.com',
      { account_id: '012345678901', region: 'us-east-1', partition: 'aws' },
    ],
    [
      '012345678901.dkr-ecr-fips.us-gov-west-1.on.aws',
      { account_id: '012345678901', region: 'us-gov-west-1', partition: 'aws-us-gov', fips: true, dual_stack: true },
    ],
    ['public.ecr.aws', { partition: 'aws', public: true }],
  ])('reads %s', async (endpoint, parts) => {
    expect(await called('parse_ecr_endpoint', endpoint)).toEqual({ result: { ...nothing, ...parts } });
  });

  it('says what to write instead', async () => {
    expect(await called('parse_ecr_endpoint', 'https://public.ecr.aws')).toEqual({
      error: {
        argument: 0,
        text:
          'Expected a host such as "123456789012.dkr.ecr.us-east-1.amazonaws.com", got "https://public.ecr.aws". ' +
          'Remove "https://".',
      },
    });
  });
});
