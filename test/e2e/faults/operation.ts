import { type ProxiedRequest } from '../../support/fault-exchange';
import { type FaultWorld, type Outcome } from '../../support/fault-world';
import { type Area } from '../area';
import { type Expected, type FaultName } from './fault-table';
import { expectTold, JointRun, type Snapshot, strayErrors, uidsOf } from './joint-run';

export interface FaultyOperation {
  /** The claim, as the table of the suite names it. */
  readonly claim: string;
  readonly hcl: (world: FaultWorld) => string;
  /** The requests that are struck. */
  readonly isMeant: (request: ProxiedRequest) => boolean;
  readonly expected: ReadonlyMap<FaultName, Expected>;
  /** Applied before anything is struck, so that there is something to read, change or delete. */
  readonly isRegisteredBefore?: true;
  /** What the struck command changes. */
  readonly change?: { readonly cases?: readonly string[]; readonly generation: string };
  /** The struck command. @default apply, without a refresh, so that the one request is the one that is meant */
  readonly command?: readonly string[];
  /** The end of it is that the registries are gone. */
  readonly deletes?: true;
  /** Registries that Terraform works on at once: fewer where each costs the sandbox real work. @default 60 */
  readonly parallelism?: number;
}

const APPLY = ['apply', '-auto-approve', '-refresh=false'];

/** The tests of an operation: each fault of its table, on a registry of its own. */
export function describeFaults(area: Area, operation: FaultyOperation): void {
  describe(operation.claim, () => {
    let run: JointRun;
    let start: Snapshot | undefined;
    let first: Outcome;
    let struck: Snapshot;
    let settled: Snapshot;
    const { expected, isMeant, deletes = false, parallelism = 60 } = operation;
    const names = [...expected.keys()];
    const limit = `-parallelism=${parallelism}`;

    beforeAll(async () => {
      run = await JointRun.open(names, operation.hcl);
      if (operation.isRegisteredBefore) {
        await run.succeed(limit);
        start = await run.snapshot();
      }
      if (operation.change) run.set(operation.change);
      run.arm(isMeant);
      first = await run.world.run(...(operation.command ?? APPLY), '-input=false', limit);
      struck = await run.snapshot();
      run.world.proxy.disarm();
      await run.succeed(limit);
      settled = await run.snapshot();
    });
    afterAll(() => run?.world.close());

    it.each(names)('%s', (name) => {
      area.count('fault cases', 1);
      area.count('requests damaged', run.hits(name));
      expect(run.hits(name)).toBeGreaterThan(0);
      const told = expectTold(first, name, expected.get(name) ?? 'done');
      expectNothingLost(name, told?.detail, { start, struck, isGoneWell: told?.severity !== 'error', deletes });
      const [uid, ...doubles] = uidsOf(settled, name);
      area.count('registries doubled', doubles.length);
      area.count('registries lost', Number(uid !== settled.held[name]));
      expect(doubles).toEqual([]);
      expect(settled.held[name]).toBe(uid);
      expect(uid === undefined).toBe(deletes);
    });

    it('and then nothing is left to do, and nothing else went wrong', async () => {
      // Terraform gives errors about what the configuration does not have any more no address.
      expect(strayErrors(first).filter(({ detail }) => !names.some((name) => detail.includes(`"${name}"`)))).toEqual(
        [],
      );
      const plan = await run.world.run('plan', '-input=false', limit);
      expect(plan).toEqual({ code: 0, told: [], changes: [] });
    });
  });
}

interface AfterStrike {
  readonly start: Snapshot | undefined;
  readonly struck: Snapshot;
  readonly isGoneWell: boolean;
  readonly deletes: boolean;
}

/** After the struck command: whatever Palette has is in state under its uid, or the message tells how to get it there. */
function expectNothingLost(name: string, detail: string | undefined, after: AfterStrike): void {
  const { start, struck, isGoneWell, deletes } = after;
  const uids = uidsOf(struck, name);
  const held = struck.held[name];
  expect(uids.length).toBeLessThanOrEqual(1);
  if (uids[0] !== undefined && held === undefined) expect(detail).toContain('terraform import');
  if (uids[0] !== undefined && held !== undefined) expect(held).toBe(uids[0]);
  if (isGoneWell) expect([uids.length, held]).toEqual(deletes ? [0, undefined] : [1, uids[0]]);
  // Only a deletion whose answer was lost may leave something in state that Palette has no more.
  if (start !== undefined && !deletes) expect([uids[0], held]).toEqual([start.held[name], start.held[name]]);
}
