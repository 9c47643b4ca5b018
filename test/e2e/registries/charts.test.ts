import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../../src/sandbox';
import { CdktfProgram } from '../../support/cdktf-program';
import { DOCKER_REGISTRY } from '../../support/docker-registry';
import { call, closeChecked } from '../../support/palette-calls';
import { SKOPEO } from '../../support/skopeo';
import { temporaryFolder } from '../../support/temporary-folder';
import { e2eArea } from '../area';
import { chartBySkopeo, chartsBySkopeo, type IsChart } from './charts-by-skopeo';
import { BASE_PATHS, CHARTS, OTHERS } from './corpus';
import { probeByCli } from './probe-by-cli';
import { type RegistryOfProgram } from './program';
import { LOGIN, PAGE_SIZE, REGISTRY_NAMES, type RegistryName, ThreeRegistries } from './three-registries';

const SET_UP_MS = 180_000;

interface Versions {
  readonly versions: readonly string[];
}

interface Outputs {
  readonly sync_status: string;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
  readonly probed: readonly (Versions & { readonly repository: string })[];
  readonly listed: readonly (Versions & { readonly name: string })[];
}

/** One text for each version of each chart, to compare lists of any origin. */
function texts<T extends Versions>(charts: readonly T[], nameOf: (chart: T) => string): readonly string[] {
  return charts.flatMap((chart) => chart.versions.map((version) => `${nameOf(chart)} ${version}`)).sort();
}

/** Palette lists names, not repositories. */
const withoutFolder = (text: string): string => text.replace(/^.*\//, '');

e2eArea('Registries', { parts: [DOCKER_REGISTRY, SKOPEO] }, (area) => {
  let three: ThreeRegistries;
  let sandbox: Sandbox;
  let program: CdktfProgram;
  let outputs: Record<RegistryName, Outputs>;
  let caFile: string;
  let isChart: IsChart;

  const inProgram = (name: RegistryName): RegistryOfProgram => {
    const { registry, ca, login } = three.served[name];
    const access = { username: login?.username, caCertificate: ca };
    return { name, endpoint: registry.endpoint, baseContentPaths: [...BASE_PATHS], ...access };
  };

  beforeAll(async () => {
    const folder = temporaryFolder();
    three = await ThreeRegistries.open(folder, [...CHARTS, ...OTHERS]);
    caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, three.served.token.ca ?? '');
    isChart = chartBySkopeo(three.served.plain.skopeo);
    sandbox = await startSandbox({ rateLimit: false });
    program = await CdktfProgram.from(join(__dirname, 'program.ts'), {
      PALETTE_HOST: sandbox.url,
      PALETTE_API_KEY: sandbox.apiKey,
      PALETTE_REQUESTS_PER_SECOND: '0',
      REGISTRIES: JSON.stringify(REGISTRY_NAMES.map(inProgram)),
      TF_VAR_password: LOGIN.password,
    });
    await program.cdktf('deploy', ...REGISTRY_NAMES);
    const [plain, htpasswd, token] = await Promise.all(REGISTRY_NAMES.map((name) => program.outputs<Outputs>(name)));
    outputs = { plain: plain!, htpasswd: htpasswd!, token: token! };
  }, SET_UP_MS);
  afterAll(async () => {
    program?.remove();
    await Promise.all([three?.close(), sandbox && closeChecked(sandbox)]);
  });

  describe('cdktf deploy registers real registries, and Palette synchronizes them', () => {
    it.each(REGISTRY_NAMES)('%s', async (name) => {
      expect(outputs[name].sync_status).toBe('Completed');
      expect(await program.terraform(name, 'plan', '-detailed-exitcode', '-no-color')).toContain('No changes.');
    });
  });

  describe('charts are those that skopeo lists', () => {
    it.each(REGISTRY_NAMES)('%s', async (name) => {
      const { skopeo, login, registry } = three.served[name];
      const bySkopeo = await chartsBySkopeo(skopeo, three.repositoriesBelow(BASE_PATHS), isChart);
      expect(bySkopeo).toEqual(CHARTS.map(({ repository, version }) => `${repository} ${version}`).sort());
      const ca = login === undefined ? {} : { caFile };
      const { code, probe } = await probeByCli({ endpoint: registry.endpoint, basePaths: BASE_PATHS, login, ...ca });
      expect({ code, ok: probe.ok }).toEqual({ code: 0, ok: true });
      const byCli = probe.charts.map(({ repository, versions }) => ({
        repository,
        versions: versions.map(({ version }) => version),
      }));
      const { checks, probed, listed } = outputs[name];
      expect(texts(byCli, ({ repository }) => repository)).toEqual(bySkopeo);
      expect(texts(probed, ({ repository }) => repository)).toEqual(bySkopeo);
      expect(texts(listed, (chart) => chart.name)).toEqual(bySkopeo.map(withoutFolder).sort());
      expect(checks).toEqual(probe.checks.map(({ name: check, ok, detail }) => ({ name: check, ok, detail })));
      area.count('charts compared', new Set(bySkopeo.map((text) => text.split(' ')[0])).size);
      area.count('chart versions compared', bySkopeo.length);
    });
  });

  describe('the list of repositories comes in pages', () => {
    it.each(REGISTRY_NAMES)('%s', async (name) => {
      const pages = three.served[name].registry.requests.filter((request) => request.includes('/v2/_catalog'));
      const answered = pages.filter((request) => request.endsWith(' 200'));
      const refused = pages.filter((request) => request.endsWith(' 400'));
      const inOneReading = Math.ceil(three.repositories.length / PAGE_SIZE);
      expect(inOneReading).toBeGreaterThan(3);
      expect(new Set(refused)).toEqual(new Set(['GET /v2/_catalog?n=1000 400']));
      expect(answered.length).toBe(refused.length * inOneReading);
      expect(new Set(answered).size).toBe(inOneReading);
    });
  });

  describe('the token server is asked for no more than reading', () => {
    it('token', () => {
      const scopes = new Set(three.tokenServer.asked.map((scope) => scope.replace(/:[^:]+:/, ':…:')));
      expect([...scopes].sort()).toEqual(['', 'registry:…:*', 'repository:…:pull']);
    });
  });

  describe('cdktf destroy leaves nothing in Palette', () => {
    it('plain', async () => {
      await program.cdktf('destroy', 'plain');
      const { body } = await call(sandbox, 'GET', '/v1/registries/oci/summary');
      const left = REGISTRY_NAMES.filter((name) => JSON.stringify(body).includes(three.served[name].registry.host));
      expect(left).toEqual(['htpasswd', 'token']);
    });
  });
});
