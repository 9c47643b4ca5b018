import { type Armed } from '../../support/fault-proxy';
import { type ProxiedRequest } from '../../support/fault-exchange';
import { FaultWorld, type Listed, type Outcome, type Told } from '../../support/fault-world';
import { type Expected, type FaultName, FAULTS, type NamedFault } from './fault-table';

export interface Snapshot {
  readonly listed: readonly Listed[];
  readonly held: Readonly<Record<string, string>>;
}

/**
 * One command for many registries, each named like the one fault that strikes the one request about it: Terraform goes on
 * with the others when one fails, so each case stays one of its own.
 */
export class JointRun {
  private readonly armed = new Map<string, Armed>();

  private constructor(
    readonly world: FaultWorld,
    readonly cases: readonly FaultName[],
  ) {}

  static async open(cases: readonly FaultName[], hcl: (world: FaultWorld) => string): Promise<JointRun> {
    const world = await FaultWorld.open();
    world.folder.write('main.tf', hcl(world));
    await world.folder.init();
    return new JointRun(world, cases).set({ cases, generation: '1' });
  }

  set(variables: { readonly cases?: readonly string[]; readonly generation: string }): this {
    const text = JSON.stringify({ cases: this.cases, ...variables });
    this.world.folder.write('terraform.tfvars.json', text);
    return this;
  }

  /** Each case's fault waits for the requests that `isMeant`. */
  arm(isMeant: (request: ProxiedRequest) => boolean): this {
    for (const name of this.cases) {
      const { fault, times, beforeBody }: NamedFault = FAULTS[name];
      const matches = (request: ProxiedRequest) => isMeant(request) && this.world.nameOf(request) === name;
      this.armed.set(name, this.world.proxy.onRequest({ matches, fault, times, beforeBody }));
    }
    return this;
  }

  hits(name: FaultName): number {
    return this.armed.get(name)?.hits ?? 0;
  }

  async snapshot(): Promise<Snapshot> {
    return { listed: await this.world.listed(), held: this.world.held() };
  }

  /** A command in which nothing may go wrong. */
  async succeed(...args: readonly string[]): Promise<void> {
    const { code, told } = await this.world.apply(...args);
    if (code !== 0 || told.length > 0) throw new Error(`expected a quiet success: ${JSON.stringify(told)}`);
  }
}

/** By the address, or by the name where Terraform gives none: for what the configuration does not have any more. */
export function toldAbout({ told }: Outcome, name: string): readonly Told[] {
  const quoted = JSON.stringify(name);
  return told.filter(({ address, detail }) =>
    address === '' ? detail.includes(`the registry ${quoted} (uid`) : address.endsWith(`[${quoted}]`),
  );
}

/** Compares what one object was told with what was expected, and gives back the one diagnostic. */
export function expectTold(outcome: Outcome, name: string, expected: Expected): Told | undefined {
  const told = toldAbout(outcome, name);
  const wanted =
    expected === 'done'
      ? []
      : 'error' in expected
        ? [{ severity: 'error', summary: expected.error }]
        : [{ severity: 'warning', summary: expected.warning }];
  expect(told).toEqual(wanted.map((one) => expect.objectContaining(one)));
  return told[0];
}

export function uidsOf({ listed }: Snapshot, name: string): readonly string[] {
  return listed.filter((registry) => registry.name === name).map(({ uid }) => uid);
}

/** Errors of a whole command that are about no object: there must be none. */
export function strayErrors({ told }: Outcome): readonly Told[] {
  return told.filter(({ address, severity }) => address === '' && severity === 'error');
}
