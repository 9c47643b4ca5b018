import { spawnSync } from 'node:child_process';
import { run } from '../../src/cli';
import { capturedIo } from '../support/captured-io';
import { describeWith } from '../support/machine-parts';
import { SQUID, type Squid, squidConfiguration, startSquid } from '../support/squid';

async function allowlist(...argv: string[]) {
  const io = capturedIo();
  return { code: await run(['allowlist', ...argv], io), ...io.output };
}

const CLOUDFRONT =
  'Note: AWS does not document from which CloudFront hosts ECR Public serves layers. The ones given were observed and ' +
  'may change; only "*.cloudfront.net" would cover all, and that also allows every other site on CloudFront. In a ' +
  'restricted network, copy the charts to a private registry instead.\n';

describe('palette-oci allowlist', () => {
  it('tells a person what to allow, and what for', async () => {
    expect(await allowlist('--region', 'us-east-1')).toEqual({
      code: 0,
      stderr: '',
      stdout: `Hosts to allow for Amazon ECR in us-east-1 (partition aws), all on port 443:

  *.dkr.ecr.us-east-1.amazonaws.com
      Registry: login, manifests, lists of tags
  api.ecr.us-east-1.amazonaws.com
      API of Amazon ECR: tokens for the login, lists of repositories
  sts.us-east-1.amazonaws.com
      API of AWS STS: assumes the IAM role (not needed with access keys)
  prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com
      Amazon S3: the charts themselves and all other layers (starport bucket)

Note: With --account, only the registry of that account is allowed.
`,
    });
  });

  it('is honest about what AWS does not document', async () => {
    const { stdout } = await allowlist('--region', 'cn-north-1', '--account', '012345678901');
    expect(stdout).toContain('\n  012345678901.dkr.ecr.cn-north-1.amazonaws.com.cn\n');
    expect(stdout).not.toContain('With --account');
    expect(stdout).toContain(
      'Note: AWS does not document "prod-cn-north-1-starport-layer-bucket.s3.cn-north-1.amazonaws.com.cn"; it is ' +
        "derived from the bucket's name in the Amazon ECR User Guide, ",
    );
  });

  it('prints a plain list, with its notes out of the way', async () => {
    expect(await allowlist('--region', 'eu-west-1', '--format', 'list', '--public')).toEqual({
      code: 0,
      stdout: `*.dkr.ecr.eu-west-1.amazonaws.com
api.ecr.eu-west-1.amazonaws.com
sts.eu-west-1.amazonaws.com
prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com
public.ecr.aws
ecr-public.aws.com
api.ecr-public.us-east-1.amazonaws.com
d5l0dvt14r5h8.cloudfront.net
d2glxqk2uabbnd.cloudfront.net
`,
      stderr: CLOUDFRONT,
    });
  });

  it('prints rules for squid', async () => {
    expect(await allowlist('--region', 'us-gov-west-1', '--partition', 'aws-us-gov', '--format', 'squid')).toEqual({
      code: 0,
      stdout: `# Amazon ECR in us-gov-west-1. Include this file in squid.conf, above the line: http_access deny all
acl amazon_ecr dstdomain -n .dkr.ecr.us-gov-west-1.amazonaws.com
acl amazon_ecr dstdomain -n api.ecr.us-gov-west-1.amazonaws.com
acl amazon_ecr dstdomain -n sts.us-gov-west-1.amazonaws.com
acl amazon_ecr dstdomain -n prod-us-gov-west-1-starport-layer-bucket.s3.us-gov-west-1.amazonaws.com
acl amazon_ecr_https port 443
acl amazon_ecr_tunnel method CONNECT
http_access allow amazon_ecr_tunnel amazon_ecr_https amazon_ecr
`,
      stderr: expect.stringMatching(/^Note: AWS does not document "prod-us-gov-west-1-starport-[^\n]*\n$/),
    });
  });

  it.each([
    [[], 4, ['standard']],
    [['--fips'], 8, ['standard', 'fips']],
    [['--dual-stack'], 8, ['standard', 'dual-stack']],
    [['--fips', '--dual-stack'], 15, ['standard', 'fips', 'dual-stack', 'fips-dual-stack']],
    [['--public'], 9, ['standard', 'public']],
  ])('with %j lists, as one line of JSON, %i hosts', async (options, count, variants) => {
    const { code, stdout, stderr } = await allowlist('--region', 'us-east-2', '--json', ...options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^[^\n]+\n$/);
    const { region, partition, hosts, notes } = JSON.parse(stdout) as Record<string, Record<string, string>[]>;
    expect({ region, partition }).toEqual({ region: 'us-east-2', partition: 'aws' });
    expect(hosts).toHaveLength(count);
    expect([...new Set(hosts!.map(({ variant }) => variant))]).toEqual(variants);
    expect(Object.keys(hosts![0]!)).toEqual(['host', 'port', 'purpose', 'variant', 'documented', 'source']);
    expect(notes).toHaveLength(options.includes('--dual-stack') || options.includes('--public') ? 1 : 0);
  });

  it.each([
    [[], '--region is missing. Give the region of the registry.'],
    [
      ['--region', 'us-east-1a'],
      '--region: Expected the name of an AWS region such as "us-east-1", got "us-east-1a". That is an availability zone ' +
        'of the region "us-east-1".',
    ],
    [
      ['--region', 'us-east-1', '--partition', 'aws-cn'],
      '--partition: The region "us-east-1" is of the partition "aws", not of "aws-cn". Leave the partition out: it is ' +
        'read off the region.',
    ],
    [
      ['--region', 'us-east-1', '--account', '1234-5678-9012'],
      '--account: Expected an AWS account ID of 12 digits such as "123456789012", got "1234-5678-9012". Write ' +
        '"123456789012".',
    ],
    [
      ['--region', 'eu-west-1', '--fips'],
      'AWS publishes no such hosts for ECR in the region "eu-west-1". Leave --fips out.',
    ],
    [
      ['--region', 'us-iso-east-1', '--dual-stack'],
      'AWS publishes no such hosts for ECR in the region "us-iso-east-1". Leave --dual-stack out.',
    ],
    [
      ['--region', 'cn-north-1', '--public'],
      'ECR Public exists in the partition "aws" only, not in "aws-cn". Leave --public out.',
    ],
    [
      ['--region', 'us-east-1', '--format', 'yaml'],
      '--format "yaml" is not known. Give one of text, list, squid; for JSON, --json.',
    ],
    [['--region', 'us-east-1', '--format', 'list', '--json'], 'Give one of --format and --json, not both.'],
  ])('%j is called wrongly', async (argv, problem) => {
    expect(await allowlist(...argv)).toEqual({ code: 2, stdout: '', stderr: `palette-oci: ${problem}\n` });
  });
});

describeWith(SQUID, "the real squid takes the command's rules", () => {
  const options = ['--fips', '--dual-stack', '--public', '--format', 'squid'];

  it('without a complaint', async () => {
    const { stdout } = await allowlist('--region', 'us-east-1', ...options);
    const { status, stderr } = spawnSync('squid', ['-k', 'parse', '-f', squidConfiguration(stdout)], {
      encoding: 'utf8',
    });
    expect({ status, complaints: stderr.match(/(FATAL|ERROR|WARNING).*/g) }).toEqual({ status: 0, complaints: null });
    expect(stderr).toContain('acl amazon_ecr dstdomain -n .dkr-ecr-fips.us-east-1.on.aws');
  });

  describe('and with them', () => {
    const REGISTRY = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
    const STARPORT = 'prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com';
    let squid: Squid;

    beforeAll(async () => {
      const inUsEast1 = await allowlist('--region', 'us-east-1', ...options);
      const inEuWest1 = await allowlist('--region', 'eu-west-1', '--format', 'squid');
      // Nobody listens there: a tunnel that is allowed ends with 503.
      const hosts = [REGISTRY, STARPORT, 'api.ecr.eu-west-1.amazonaws.com', 'public.ecr.aws', 'evil.example'];
      const names = Object.fromEntries(hosts.map((name, index) => [name, `127.0.0.${index + 2}`]));
      squid = await startSquid(inUsEast1.stdout + inEuWest1.stdout, names);
    });
    afterAll(() => squid.close());

    it.each([
      [`CONNECT ${REGISTRY}:443`, 503],
      [`CONNECT ${STARPORT}:443`, 503],
      ['CONNECT api.ecr.eu-west-1.amazonaws.com:443', 503],
      ['CONNECT public.ecr.aws:443', 503],
      [`CONNECT ${REGISTRY}:22`, 403],
      [`GET http://${STARPORT}/`, 403],
      ['CONNECT evil.example:443', 403],
      [`CONNECT ${STARPORT}.evil.example:443`, 403],
      ['CONNECT s3.us-east-1.amazonaws.com:443', 403],
      // Its name, as squid's DNS tells it, is one of those above.
      ['CONNECT 127.0.0.2:443', 403],
    ])('answers %s with %i', async (request, status) => {
      expect(await squid.answer(request)).toBe(status);
    });
  });
});
