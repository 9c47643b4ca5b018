import { mapInParallel } from '../../../src/oci/map-in-parallel';
import { type Sandbox } from '../../../src/sandbox';
import { DOCKER_REGISTRY } from '../../support/docker-registry';
import { call } from '../../support/palette-calls';
import { PaletteWorld } from '../../support/palette-folder';
import { SKOPEO } from '../../support/skopeo';
import { temporaryFolder } from '../../support/temporary-folder';
import { e2eArea } from '../area';
import { BrokenRegistries, type Target } from './broken-registries';
import { probeByTerraform, probeWithCli, register, resourceName } from './failure-runs';
import {
  diagnosticOf,
  type Failure,
  FAILURES,
  HOW_BY_CLI,
  HOW_IN_TERRAFORM,
  probeDetail,
  SANDBOX_TIMEOUT_MS,
} from './failure-table';

const SET_UP_MS = 150_000;
const CLI_PARALLEL = 4;

interface Results {
  readonly targets: Readonly<Record<string, Target>>;
  readonly told: Awaited<ReturnType<typeof register>>;
  readonly probed: Awaited<ReturnType<typeof probeByTerraform>>;
  readonly probedByCli: Readonly<Record<string, Awaited<ReturnType<typeof probeWithCli>>>>;
}

/** Everything at once: most of the time is spent with waiting for servers that hang. */
async function runAll(world: PaletteWorld, sandbox: Sandbox, registries: BrokenRegistries): Promise<Results> {
  const started = await mapInParallel(FAILURES, 2, async ({ name, start }) => [name, await start(registries)] as const);
  const targets = Object.fromEntries(started);
  const folder = temporaryFolder();
  const [told, probed, byCli] = await Promise.all([
    register(world.folder(sandbox), targets),
    probeByTerraform(world.folder(sandbox), targets),
    mapInParallel(
      started,
      CLI_PARALLEL,
      async ([name, target]) => [name, await probeWithCli(folder, name, target)] as const,
    ),
  ]);
  return { targets, told, probed, probedByCli: Object.fromEntries(byCli) };
}

e2eArea('Registries', { parts: [DOCKER_REGISTRY, SKOPEO] }, (area) => {
  const world = new PaletteWorld();
  let sandbox: Sandbox;
  let registries: BrokenRegistries;
  let results: Results;

  beforeAll(async () => {
    sandbox = await world.sandbox({ rateLimit: false, registryTimeoutMs: SANDBOX_TIMEOUT_MS });
    registries = await BrokenRegistries.start(temporaryFolder());
    results = await runAll(world, sandbox, registries);
  }, SET_UP_MS);
  afterAll(async () => {
    await registries?.close();
    await world.end();
  });

  /** With a word for whatever is another one in each run. */
  function stable({ name }: Failure, text: string): string {
    const { endpoint, tokenServer } = results.targets[name]!;
    return (tokenServer === undefined ? text : text.replaceAll(tokenServer, 'TOKENS'))
      .replaceAll(`"${endpoint}"`, '"ENDPOINT"')
      .replaceAll(new URL(endpoint).host, 'HOST')
      .replaceAll(resourceName(name), 'NAME')
      .replaceAll(/sha256:[0-9a-f]{64}/g, 'sha256:…')
      .replaceAll(/\d{4}-\d\d-\d\d/g, 'DATE');
  }

  const cases = FAILURES.map((failure) => [failure.name, failure] as const);

  describe('terraform apply tells each failure by a diagnostic of its own', () => {
    it.each(cases)('%s', (name, failure) => {
      const told = results.told[name]!.map(({ summary, detail }) => ({ summary, detail: stable(failure, detail) }));
      const { summary, detail } = diagnosticOf(failure);
      expect(told).toEqual([{ summary, detail: detail.replace('within TIME', 'within 10 s') }]);
      area.count('fault cases', 1);
    });
  });

  describe('palette_registry_probe finds each failure', () => {
    it.each(cases)('%s', (name, failure) => {
      const { ok, checks } = results.probed[name]!;
      const [failed, ...later] = checks.filter((check) => !check.ok);
      expect(ok).toBe(false);
      expect(failed).toMatchObject({ name: failure.check });
      const expected = probeDetail(failure).replace('within TIME', 'within 30 s').replace('HOW', HOW_IN_TERRAFORM);
      expect(stable(failure, failed!.detail)).toBe(expected);
      expect(later.map(({ detail }) => detail)).toEqual(
        later.map(() => `Skipped because the check "${failure.check}" failed.`),
      );
      expect(checks.indexOf(failed!)).toBe(checks.length - 1 - later.length);
      area.count('fault cases', 1);
    });
  });

  describe('palette-oci probe says the same, and ends with 1', () => {
    it.each(cases)('%s', (name) => {
      const probed = results.probed[name]!;
      const said = probed.checks.map((check) => ({
        ...check,
        detail: check.detail.replace(HOW_IN_TERRAFORM, HOW_BY_CLI),
      }));
      expect(results.probedByCli[name]).toEqual({ code: 1, ...probed, checks: said });
      area.count('fault cases', 1);
    });
  });

  describe('what a failure leaves in Palette', () => {
    it('is nothing, unless only the content is damaged', async () => {
      const { body } = await call(sandbox, 'GET', '/v1/registries/oci/summary');
      const { items } = body as { readonly items: readonly { readonly metadata: { readonly name: string } }[] };
      const synchronized = FAILURES.filter(({ code }) => code === undefined).map(({ name }) => resourceName(name));
      const ours = FAILURES.map(({ name }) => resourceName(name));
      const names = items.map(({ metadata }) => metadata.name).filter((name) => ours.includes(name));
      expect(names.sort()).toEqual(synchronized.sort());
    });
  });

  describe('no two failures', () => {
    it('have the same message', () => {
      const texts = FAILURES.map((failure) => diagnosticOf(failure).detail);
      expect(new Set(texts).size).toBe(FAILURES.length);
    });
  });
});
