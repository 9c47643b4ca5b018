import { type Sandbox, startSandbox } from '../../src/sandbox';
import { type Certificate, issueCertificate } from '../support/certificates';
import { DOCKER_REGISTRY, type DockerRegistry, startDockerRegistry } from '../support/docker-registry';
import { describeWith } from '../support/machine-parts';
import { call, closeChecked, create } from '../support/palette-calls';
import { basicAuthorization, type PushTarget, pushChart } from '../support/push-chart';

const USERNAME = 'robot$ci+reader';
const PASSWORD = 'first:s3cr3t-P@ss';

describeWith(DOCKER_REGISTRY, 'a real registry behind the sandbox', () => {
  let sandbox: Sandbox;
  let registry: DockerRegistry;
  let authority: Certificate;
  let target: PushTarget;
  beforeAll(async () => {
    authority = await issueCertificate({ name: 'test authority', isAuthority: true });
    const tls = await issueCertificate({ name: 'registry', issuer: authority });
    registry = await startDockerRegistry({ tls, users: { [USERNAME]: PASSWORD } });
    target = {
      endpoint: registry.endpoint,
      ca: authority.certificate,
      authorization: basicAuthorization(USERNAME, PASSWORD),
    };
    await pushChart(target, 'team/charts/web', { version: '1.2.0' });
    await pushChart(target, 'team/charts/web', { version: '1.10.0', description: 'The newest' });
    await pushChart(target, 'edge/proxy', { version: '0.1.0' });
    await pushChart(target, 'catalog/spectro-packs/archive/nginx', { version: '9.1.0' });
    await pushChart(target, 'catalog/spectro-packs/archive/nginx', { version: '10.0.0' });
    sandbox = await startSandbox({ rateLimit: false });
  });
  afterAll(async () => {
    await closeChecked(sandbox);
    await registry.close();
  });

  function spec(changes: object = {}): object {
    const tls = { enabled: true, insecureSkipVerify: false, ca: authority.certificate };
    const auth = { type: 'basic', username: USERNAME, password: PASSWORD, tls };
    return {
      endpoint: registry.endpoint,
      baseContentPath: 'team/charts,edge',
      isSyncSupported: true,
      auth,
      ...changes,
    };
  }

  function validate(body: object) {
    return call(sandbox, 'POST', '/v1/registries/oci/basic/validate', { body });
  }

  async function synced(name: string, changes: object = {}): Promise<string> {
    const uid = await create(sandbox, 'basic', { metadata: { name }, spec: spec(changes) });
    await sandbox.syncIdle();
    const status = await call(sandbox, 'GET', `/v1/registries/oci/${uid}/basic/sync/status`);
    expect(status.body).toMatchObject({ status: 'Completed' });
    return uid;
  }

  it('is validated with its authority and its password', async () => {
    expect(await validate(spec())).toMatchObject({ status: 204 });
  });

  it('is refused with a wrong password', async () => {
    const tls = { enabled: true, ca: authority.certificate };
    const auth = { type: 'basic', username: USERNAME, password: 'wrong', tls };
    expect(await validate(spec({ auth }))).toMatchObject({ status: 400, body: { code: 'InvalidRegistryCredentials' } });
  });

  it('gives its charts from several base content paths, with what they say of themselves', async () => {
    const uid = await synced('helm');
    const found = await call(sandbox, 'POST', '/v1/packs/search', { body: { filter: { registryUid: [uid] } } });
    expect(found.body).toMatchObject({
      items: [
        { spec: { name: 'proxy', type: 'helm', registries: [{ latestVersion: '0.1.0' }] } },
        { spec: { name: 'web', type: 'helm', registries: [{ latestVersion: '1.10.0' }] } },
      ],
    });
    expect((await call(sandbox, 'GET', `/v1/packs/web/registries/${uid}`)).body).toMatchObject({
      tags: [{ tag: '1.10.0' }, { tag: '1.2.0' }],
      packValues: [{ values: 'replicas: 1\n', readme: 'The newest' }, { values: 'replicas: 1\n' }],
    });
  });

  it('gives packs from below spectro-packs, newest first', async () => {
    const uid = await synced('packs', { providerType: 'pack', baseContentPath: 'catalog' });
    expect((await call(sandbox, 'GET', `/v1/packs/nginx/registries/${uid}`)).body).toMatchObject({
      tags: [{ tag: '10.0.0' }, { tag: '9.1.0' }],
    });
  });

  it('gives whatever lies at the base content path of a Zarf registry', async () => {
    const uid = await synced('zarf', { providerType: 'zarf', baseContentPath: 'edge' });
    const found = await call(sandbox, 'POST', '/v1/packs/search', { body: { filter: { registryUid: [uid] } } });
    expect(found.body).toMatchObject({ items: [{ spec: { name: 'proxy', type: 'oci' } }] });
  });
});
