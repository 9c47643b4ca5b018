import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox';
import { AWS_NAME, type CompanyNetwork, REGISTRY_NAME, startCompanyNetwork } from '../support/company-network';
import { describeWith } from '../support/machine-parts';
import { basicRegistry, call, closeChecked, create, ecrRegistry, paletteError } from '../support/palette-calls';
import { startSmallAws } from '../support/small-aws';
import { SQUID } from '../support/squid';

describeWith(SQUID, 'a sandbox in a network with a proxy and an authority of its own', () => {
  let network: CompanyNetwork;
  const open: Sandbox[] = [];
  beforeAll(async () => {
    network = await startCompanyNetwork({ username: 'AWS', password: 'ecr-token' });
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((sandbox) => closeChecked(sandbox)));
  });
  afterAll(() => network.close());

  async function start(options: SandboxOptions = { environment: network.environment }): Promise<Sandbox> {
    const sandbox = await startSandbox({ rateLimit: false, ...options });
    open.push(sandbox);
    return sandbox;
  }

  function spec(endpoint = network.endpoint): object {
    const { username, password, baseContentPath } = network;
    return { endpoint, baseContentPath, isSyncSupported: true, auth: { type: 'basic', username, password } };
  }

  const validate = (sandbox: Sandbox, endpoint?: string) =>
    call(sandbox, 'POST', '/v1/registries/oci/basic/validate', { body: spec(endpoint) });

  it('validates a registry through the proxy', async () => {
    expect(await validate(await start())).toMatchObject({ status: 204 });
  });

  it('synchronizes it through the proxy', async () => {
    const sandbox = await start();
    const uid = await create(sandbox, 'basic', basicRegistry('charts', spec()));
    await sandbox.syncIdle();
    expect((await call(sandbox, 'GET', `/v1/packs/hello/registries/${uid}`)).body).toMatchObject({
      tags: [{ tag: '1.2.0' }, { tag: '1.1.0' }, { tag: '1.0.0' }],
    });
  });

  it('logs in to an Amazon ECR through the proxy, with a role', async () => {
    const roleArn = 'arn:aws:iam::123456789012:role/charts';
    const rules = {
      ecrAccessKeys: ['ASIAROLE'],
      stsAccessKey: 'test',
      roleArn,
      externalId: '',
      roleAccessKey: 'ASIAROLE',
      token: network.password,
    };
    const aws = await startSmallAws(rules);
    const ecrApiEndpoint = aws.url.replace('127.0.0.1', AWS_NAME);
    const { environment, endpoint: ecrRegistryEndpoint, baseContentPath } = network;
    const sandbox = await start({ environment, ecrApiEndpoint, ecrRegistryEndpoint });
    const account = await call(sandbox, 'GET', '/v1/clouds/aws/account/sts');
    rules.externalId = (account.body as { externalId: string }).externalId;
    const credentials = { credentialType: 'sts', sts: { arn: roleArn, externalId: rules.externalId } };
    const { spec: body } = ecrRegistry('x', { credentials, baseContentPath }) as { spec: object };
    const answer = await call(sandbox, 'POST', '/v1/registries/oci/ecr/validate', { body });
    await aws.close();
    expect(answer).toMatchObject({ status: 204 });
  });

  it('says so when the proxy refuses a host', async () => {
    const proxy = new URL(network.proxy.url).host;
    expect(await validate(await start(), 'https://forbidden.test')).toMatchObject({
      status: 400,
      body: paletteError(
        'RegistryUnreachable',
        `Failed to connect to the registry "https://forbidden.test": The proxy "${proxy}" refused to connect to ` +
          '"forbidden.test" (403). Expected the proxy to open a tunnel. Allow that host in the proxy, or except it by ' +
          'NO_PROXY. GET https://forbidden.test/v2/: UND_ERR_ABORTED: Proxy response (403) !== 200 when HTTP Tunneling',
      ),
    });
  });

  it.each<[string, () => SandboxOptions]>([
    ['it is not told about the environment', () => ({})],
    ['NO_PROXY excepts the registry', () => ({ environment: { ...network.environment, NO_PROXY: '.test' } })],
  ])('asks no proxy when %s', async (_, options) => {
    expect(await validate(await start(options()))).toMatchObject({
      status: 400,
      body: {
        code: 'RegistryUnreachable',
        message: expect.stringMatching(new RegExp(`: The host name "${REGISTRY_NAME}" (is not known|could not be)`)),
      },
    });
  });

  it("trusts the company's authority because of NODE_EXTRA_CA_CERTS alone", async () => {
    const environment = { ...network.environment, NODE_EXTRA_CA_CERTS: '' };
    expect(await validate(await start({ environment }))).toMatchObject({
      status: 400,
      body: { code: 'RegistryUnreachable', message: expect.stringContaining(' certificate ') },
    });
  });
});
