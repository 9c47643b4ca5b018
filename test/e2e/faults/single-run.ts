import { type Armed } from '../../support/fault-proxy';
import { type FaultWorld } from '../../support/fault-world';
import { type Area } from '../area';
import { type Expected, providerHcl } from './fault-table';

export type Operation = 'creation' | 'refresh' | 'update' | 'deletion';

/** A fault that would strike other registries, too, if they shared its command. */
export interface SingleCase {
  readonly name: string;
  readonly operation: Operation;
  readonly strike: (world: FaultWorld) => Armed | readonly Armed[];
  readonly expected: Expected;
  /** Also in the message. */
  readonly says?: string;
  /** The sandbox's own OCI registry, validated first. @default false */
  readonly isValidated?: boolean;
  /** More HCL of the registry. */
  readonly more?: string;
}

const PROVIDER = providerHcl('5s');
const ADDRESS = 'palette_oci_registry.charts';
const NAME = 'charts';

const COMMANDS: Readonly<Record<Operation, readonly string[]>> = {
  creation: ['apply', '-auto-approve', '-refresh=false'],
  refresh: ['plan'],
  update: ['apply', '-auto-approve', '-refresh=false'],
  deletion: ['apply', '-auto-approve', '-refresh=false'],
};

function hcl({ sandbox: { sampleRegistry: sample } }: FaultWorld, { isValidated, more = '' }: SingleCase, labels = '') {
  const target = isValidated
    ? `endpoint = "${sample?.endpoint}"
  tls {
    ca_certificate = "${sample?.caCertificate.trim().replaceAll('\n', '\\n')}\\n"
  }
  basic {
    username    = "${sample?.username}"
    password_wo = ${JSON.stringify(sample?.password)}
  }`
    : 'endpoint = "https://registry.example.com"\n  validate = false\n  basic {}';
  return `${PROVIDER}
resource "palette_oci_registry" "charts" {
  name            = "${NAME}"
  synchronization = false
  ${target}
  ${labels}
  ${more}
}
`;
}

/** As if the case before had never been. */
async function forget(world: FaultWorld): Promise<void> {
  world.proxy.disarm();
  world.folder.write('main.tf', PROVIDER);
  const headers = { ApiKey: world.sandbox.apiKey };
  for (const { uid } of await world.listed()) {
    await fetch(`${world.sandbox.url}/v1/registries/${uid}`, { method: 'DELETE', headers });
  }
  world.folder.write('terraform.tfstate', '');
}

/** Strikes one command, and tells nothing but what must hold of every one: nothing lost, nothing doubled, the next apply settles it. */
export async function expectSurvived(area: Area, world: FaultWorld, single: SingleCase): Promise<void> {
  const { operation, expected, says = '' } = single;
  await forget(world);
  world.folder.write('main.tf', hcl(world, single));
  if (operation !== 'creation') await settle(world);
  if (operation === 'update') world.folder.write('main.tf', hcl(world, single, 'labels = { generation = "2" }'));
  if (operation === 'deletion') world.folder.write('main.tf', PROVIDER);
  const armed = [single.strike(world)].flat();
  const { code, told } = await world.run(...COMMANDS[operation], '-input=false');
  world.proxy.disarm();
  area.count('fault cases', 1);
  area.count(
    'requests damaged',
    armed.reduce((sum, { hits }) => sum + hits, 0),
  );
  expect(armed.map(({ hits }) => hits > 0)).toEqual(armed.map(() => true));
  const isFailure = typeof expected === 'object' && 'error' in expected;
  const summary = expected === 'done' ? [] : [isFailure ? expected.error : expected.warning];
  expect(told.map((one) => one.summary)).toEqual(summary);
  expect(code).toBe(isFailure ? 1 : 0);
  expect(told[0]?.detail ?? '').toContain(says);
  await importIfTold(world, told[0]?.detail ?? '');
  await settle(world);
  const uids = (await world.listed()).map(({ uid }) => uid);
  const held = Object.values(world.held());
  area.count('registries doubled', Math.max(0, uids.length - 1));
  area.count('registries lost', Number(uids.join() !== held.join()));
  expect(uids).toEqual(held);
  expect(uids).toHaveLength(operation === 'deletion' ? 0 : 1);
}

/** What the message says is what a person does. */
async function importIfTold(world: FaultWorld, detail: string): Promise<void> {
  const [registry] = await world.listed();
  const isHeld = Object.values(world.held()).length > 0;
  if (registry === undefined || isHeld) return;
  const id = /terraform import ADDRESS ("?)([^"\s,]+)\1/.exec(detail)?.[2];
  expect(id).toBeDefined();
  await world.folder.succeed('import', '-input=false', ADDRESS, id ?? '');
}

/** Nothing may be told, and nothing be left to do. */
async function settle(world: FaultWorld): Promise<void> {
  const { code, told } = await world.apply();
  expect({ code, told }).toEqual({ code: 0, told: [] });
}
