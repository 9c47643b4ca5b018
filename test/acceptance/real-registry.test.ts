import type { Sandbox } from '../../src/sandbox';
import { issueCertificate } from '../support/certificates';
import { DOCKER_REGISTRY, type DockerRegistry, startDockerRegistry } from '../support/docker-registry';
import { describeWith } from '../support/machine-parts';
import { MOTO, type Moto, startMoto } from '../support/moto';
import { PaletteWorld } from '../support/palette-folder';
import { basicAuthorization, pushChart } from '../support/push-chart';

const PASSWORD = 's3cr3t-P@ss:w0rd';
const world = new PaletteWorld();
afterEach(() => world.end());

interface Packs {
  readonly items?: readonly { readonly spec: { readonly name: string } }[];
}

async function chartsOf(sandbox: Sandbox, registryUid: string): Promise<readonly string[]> {
  const answer = await fetch(`${sandbox.url}/v1/packs/search?limit=50`, {
    method: 'POST',
    headers: { ApiKey: sandbox.apiKey, 'Content-Type': 'application/json' },
    body: JSON.stringify({ filter: { registryUid: [registryUid] } }),
  });
  return (((await answer.json()) as Packs).items ?? []).map(({ spec }) => spec.name).sort();
}

describeWith(DOCKER_REGISTRY, 'a real registry with TLS and passwords', () => {
  let registry: DockerRegistry;
  let ca: string;
  beforeAll(async () => {
    const authority = await issueCertificate({ name: 'Test CA', isAuthority: true });
    ca = authority.certificate;
    const tls = await issueCertificate({ name: 'localhost', hosts: ['localhost', '127.0.0.1'], issuer: authority });
    registry = await startDockerRegistry({ tls, users: { robot$palette: PASSWORD } });
    const target = { endpoint: registry.endpoint, ca, authorization: basicAuthorization('robot$palette', PASSWORD) };
    await pushChart(target, 'platform/charts/ingress', { version: '1.2.0' });
    await pushChart(target, 'team-a/web', { version: '0.1.0' });
  });
  afterAll(() => registry.close());

  const hcl = (password: string) => `
resource "palette_oci_registry" "harbor" {
  name               = "harbor"
  endpoint           = "${registry.endpoint}"
  base_content_paths = ["platform/charts", "team-a"]
  basic {
    username    = "robot$palette"
    password_wo = ${JSON.stringify(password)}
  }
  tls {
    ca_certificate = ${JSON.stringify(ca)}
  }
}
`;

  it('is registered, its charts of all base content paths are listed, and a second plan is empty', async () => {
    const sandbox = await world.sandbox();
    const folder = await world.folder(sandbox).write('main.tf', hcl(PASSWORD)).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    const { id } = await folder.state('palette_oci_registry.harbor');
    expect(await chartsOf(sandbox, String(id))).toEqual(['ingress', 'web']);
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it('is refused with a wrong password, before anything is created', async () => {
    const sandbox = await world.sandbox();
    const folder = await world.folder(sandbox).write('main.tf', hcl('wrong')).init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      { summary: 'Registry Credentials Refused' },
    ]);
    expect(sandbox.requests.map(({ path }) => path)).toEqual(['/v1/registries/oci/basic/validate']);
  });
});

describeWith(DOCKER_REGISTRY, 'a real registry in the place of Amazon ECR', () => {
  describeWith(MOTO, 'with AWS emulated', () => {
    const ACCOUNT = '123456789012';
    let registry: DockerRegistry;
    let moto: Moto;
    beforeAll(async () => {
      const token = `${ACCOUNT}-auth-token`;
      [moto, registry] = await Promise.all([startMoto(), startDockerRegistry({ users: { AWS: token } })]);
      const target = { endpoint: registry.endpoint, authorization: basicAuthorization('AWS', token) };
      await pushChart(target, 'charts/redis', { version: '7.0.1' });
    });
    afterAll(async () => {
      await Promise.all([registry?.close(), moto?.close()]);
    });

    it.each([
      ['access keys', 'credentials {\n access_key = "AKIAEXAMPLE"\n secret_key_wo = "secret-of-the-user"\n}'],
      ['a role', 'sts {\n role_arn = "arn:aws:iam::123456789012:role/palette"\n external_id = "EXTERNAL_ID"\n}'],
    ])('is registered with %s', async (_, method) => {
      const sandbox = await world.sandbox({
        ecrApiEndpoint: moto.endpoint,
        ecrRegistryEndpoint: registry.endpoint,
      });
      const account = await fetch(`${sandbox.url}/v1/clouds/aws/account/sts`, { headers: { ApiKey: sandbox.apiKey } });
      const { externalId } = (await account.json()) as { externalId: string };
      const folder = await world
        .folder(sandbox)
        .write(
          'main.tf',
          `
resource "palette_oci_registry" "ecr" {
  name               = "ecr"
  endpoint           = "${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com"
  base_content_paths = ["charts"]
  ecr {
    ${method.replace('EXTERNAL_ID', externalId)}
  }
}
`,
        )
        .init();
      await folder.succeed('apply', '-auto-approve', '-no-color');
      const { id } = await folder.state('palette_oci_registry.ecr');
      expect(await chartsOf(sandbox, String(id))).toEqual(['redis']);
      expect(await folder.plan()).toMatchObject({ code: 0 });
    });
  });
});
