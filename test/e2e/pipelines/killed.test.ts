import { type ProxiedRequest } from '../../support/fault-exchange';
import { FaultWorld, heldIn } from '../../support/fault-world';
import { type Moment } from '../../support/faults';
import { type HttpState, startHttpState } from '../../support/http-state';
import { e2eArea } from '../area';
import { killAt, killWhen, registryHcl, type Victim } from './killed-run';

const ADDRESS = 'palette_oci_registry.charts';
const VICTIMS: readonly Victim[] = ['terraform', 'the provider', 'both'];

interface Point {
  readonly point: string;
  readonly moment: Moment;
  readonly matches: (request: ProxiedRequest) => boolean;
  readonly during: 'creation' | 'update' | 'deletion';
  /** Palette has a registry that state does not know of: a message says what to do. @default false */
  readonly needsImport?: true;
}

const of = (method: string, path: RegExp) => (request: ProxiedRequest) =>
  request.method === method && path.test(request.path);
const CREATION = of('POST', /\/oci\/basic$/);
const VALIDATION = of('POST', /\/validate$/);
const WAIT = of('GET', /\/sync\/status$/);
const READ = of('GET', /\/[0-9a-f]{24}\/basic$/);
const UPDATE = of('PUT', /./);
const DELETION = of('DELETE', /./);

const POINTS: readonly Point[] = [
  { point: 'during the validation', moment: 'before work', matches: VALIDATION, during: 'creation' },
  { point: 'before the creation (POST)', moment: 'before work', matches: CREATION, during: 'creation' },
  {
    point: 'after the creation, before its answer',
    moment: 'after work',
    matches: CREATION,
    during: 'creation',
    needsImport: true,
  },
  {
    point: 'during the wait for the synchronization',
    moment: 'after work',
    matches: WAIT,
    during: 'creation',
    needsImport: true,
  },
  { point: 'during the refresh (GET)', moment: 'before work', matches: READ, during: 'update' },
  { point: 'before the update (PUT)', moment: 'before work', matches: UPDATE, during: 'update' },
  { point: 'after the update, before its answer', moment: 'after work', matches: UPDATE, during: 'update' },
  { point: 'before the deletion (DELETE)', moment: 'before work', matches: DELETION, during: 'deletion' },
  { point: 'after the deletion, before its answer', moment: 'after work', matches: DELETION, during: 'deletion' },
];

e2eArea('Pipelines', {}, (area) => {
  let world: FaultWorld;
  let generation = 0;
  const write = (changes: { readonly isGone?: boolean } = {}, more = '') =>
    world.folder.write('main.tf', changes.isGone ? more : registryHcl(world, generation, more));

  /** Applies again as a person would: if the message says what to do, that is done, and it is done only once. */
  async function recover(needsImport: boolean): Promise<void> {
    const again = await world.apply();
    expect(again.told.map(({ summary }) => summary)).toEqual(needsImport ? ['Name Already Taken'] : []);
    if (!needsImport) return;
    const [registry] = await world.listed();
    const told = again.told[0]?.detail ?? '';
    expect(told).toContain(
      `If it is yours, left by an apply that was interrupted, take it into state and apply again: terraform import ADDRESS ${registry?.uid}, where ADDRESS stands behind "with" in this message.`,
    );
    expect(again.told[0]?.address).toBe(ADDRESS);
    await world.folder.succeed('import', '-input=false', ADDRESS, registry?.uid ?? '');
    expect(await world.apply()).toMatchObject({ code: 0, told: [] });
  }

  async function expectRegistries(held: Readonly<Record<string, string>>, number: number): Promise<void> {
    const uids = (await world.listed()).map(({ uid }) => uid);
    area.count('applies killed', 1);
    area.count('registries lost or doubled', Math.abs(uids.length - number));
    expect(Object.values(held)).toEqual(uids);
    expect(uids).toHaveLength(number);
    expect(await world.run('plan', '-input=false')).toMatchObject({ code: 0, told: [], changes: [] });
  }

  describe('kill -9, and apply again', () => {
    beforeAll(async () => {
      world = await FaultWorld.open();
      await write().init();
    });
    afterAll(() => world.close());

    it.each(POINTS.flatMap((point) => VICTIMS.map((victim) => ({ ...point, victim }))))(
      '$point: $victim',
      async ({ during, needsImport = false, victim, ...point }) => {
        const isThere = (await world.listed()).length > 0;
        if (isThere !== (during !== 'creation')) {
          await write({ isGone: during === 'creation' }).succeed('apply', '-auto-approve', '-no-color');
        }
        generation += 1;
        write({ isGone: during === 'deletion' });
        await killAt(world, point, victim);
        await recover(needsImport);
        await expectRegistries(world.held(), during === 'deletion' ? 0 : 1);
      },
    );
  });

  describe('kill -9 while state is written, and apply again', () => {
    let state: HttpState;
    beforeAll(async () => {
      state = await startHttpState();
      world = await FaultWorld.open();
      const backend = `terraform {\n  backend "http" {\n    address = "${state.url}"\n  }\n}\n`;
      world.folder.write('backend.tf', backend);
      await write().init();
    });
    afterAll(async () => {
      await world.close();
      await state.close();
    });

    it('after the answer to the creation, before state was written', async () => {
      await killWhen(world, state.holdNext(/"id": "[0-9a-f]{24}"/), 'terraform');
      expect(state.text()).not.toContain(ADDRESS);
      await recover(true);
      await expectRegistries(heldIn(state.text()), 1);
    });

    it('after the answer to the update, before state was written', async () => {
      generation += 1;
      write();
      await killWhen(world, state.holdNext(new RegExp(`"generation": "${generation}"`)), 'terraform');
      await recover(false);
      await expectRegistries(heldIn(state.text()), 1);
    });

    it('after the answer to the deletion, before state was written', async () => {
      write({ isGone: true });
      await killWhen(world, state.holdNext(/"resources": \[\]/), 'terraform');
      await recover(false);
      await expectRegistries(heldIn(state.text()), 0);
    });
  });
});
