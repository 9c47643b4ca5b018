import { HttpAnswers, paletteError, type ProgrammedAnswer } from '../support/http-answers';
import { PaletteWorld } from '../support/palette-folder';

const world = new PaletteWorld();
afterEach(() => world.end());

const TRUST = 'data.palette_aws_trust.here';
const ACCOUNT = 'GET /v1/clouds/aws/account/sts';

function trustHcl(argument = ''): string {
  return `data "palette_aws_trust" "here" {\n  ${argument}\n}\n`;
}

describe('the data source palette_aws_trust', () => {
  it.each([
    ['the partition aws by default', '', 'aws'],
    ['another partition', 'partition = "aws-us-gov"', 'aws-us-gov'],
  ])('tells what a role must trust: %s', async (_situation, argument, partition) => {
    const sandbox = await world.sandbox();
    const folder = await world.folder(sandbox).write('main.tf', trustHcl(argument)).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    const state = await folder.state(TRUST);
    const { account_id: account, external_id: externalId } = state;
    expect(state).toEqual({
      partition,
      account_id: expect.stringMatching(/^\d{12}$/),
      external_id: expect.stringMatching(/^\S{2,}$/),
      principal_arn: `arn:${partition}:iam::${String(account)}:root`,
      trust_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",' +
        `"Principal":{"AWS":"arn:${partition}:iam::${String(account)}:root"},"Action":"sts:AssumeRole",` +
        `"Condition":{"StringEquals":{"sts:ExternalId":"${String(externalId)}"}}}]}`,
    });
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it('refuses a partition that Palette does not have', async () => {
    const folder = await world.folder({ url: 'http://127.0.0.1:9', apiKey: 'unused' }).init();
    folder.write('main.tf', trustHcl('partition = "aws-cn"'));
    expect(await folder.diagnostics('validate')).toMatchObject([
      { summary: 'Unsupported Value', detail: 'partition is "aws-cn". Expected one of "aws", "aws-us-gov".' },
    ]);
  });

  const OPERATOR =
    'A self-hosted Palette knows none until its operator registers one for STS (system API, /v1/system/config/aws/sts/account).';
  it.each<[string, ProgrammedAnswer, string, string]>([
    [
      'no account',
      { json: { partition: 'aws' } },
      'No AWS Account For STS',
      `Palette names no AWS account for STS in the partition "aws". ${OPERATOR}`,
    ],
    [
      'no external ID',
      { json: { accountId: '123456789012', partition: 'aws' } },
      'No AWS Account For STS',
      `Palette names no external ID for STS in the partition "aws". ${OPERATOR}`,
    ],
    [
      'not found',
      paletteError(404, 'ResourceNotFound', 'Resource not found'),
      'No AWS Account For STS',
      `Could not read the AWS account of Palette in the partition "aws". ${OPERATOR} If this Palette has one, check the API key.\n\n`,
    ],
    [
      'nonsense',
      { json: { accountId: '12', externalId: 'e-1', partition: 'aws' } },
      'Unexpected Answer',
      'Palette\'s answer makes no trust policy. Expected an AWS account ID of 12 digits such as "123456789012", got "12".',
    ],
  ])('says what to do when Palette answers %s', async (_situation, answer, summary, detail) => {
    const palette = await HttpAnswers.start();
    palette.on(ACCOUNT, answer);
    const folder = await world.folder({ url: palette.url, apiKey: 'key-1' }).write('main.tf', trustHcl()).init();
    const found = await folder.diagnostics('plan');
    await palette.close();
    expect(found).toMatchObject([{ summary, detail: expect.stringContaining(detail) }]);
  });
});
