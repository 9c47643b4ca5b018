import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type ProxiedRequest } from '../../support/fault-exchange';
import { type FaultWorld } from '../../support/fault-world';
import { hold, type Moment } from '../../support/faults';
import { commandOf, processesIn, until } from '../../support/processes';

export type Victim = 'terraform' | 'the provider' | 'both';

const APPLY = ['apply', '-auto-approve', '-input=false', '-no-color'];

/** A registry that is validated and synchronized, so that an apply has all the phases that there are. */
export function registryHcl(
  { sandbox: { sampleRegistry: sample } }: FaultWorld,
  generation: number,
  more = '',
): string {
  return `${more}
resource "palette_oci_registry" "charts" {
  name               = "charts"
  endpoint           = "${sample?.endpoint}"
  base_content_paths = ["${sample?.baseContentPath}"]
  labels             = { generation = "${generation}" }
  basic {
    username    = "${sample?.username}"
    password_wo = ${JSON.stringify(sample?.password)}
  }
  tls {
    ca_certificate = "${sample?.caCertificate.trim().replaceAll('\n', '\\n')}\\n"
  }
}
`;
}

/** Starts an apply, kills it when the request is held, and returns when nothing of it is left. */
export async function killAt(
  world: FaultWorld,
  point: { readonly matches: (request: ProxiedRequest) => boolean; readonly moment: Moment },
  victim: Victim,
): Promise<void> {
  const held = hold(point.moment);
  world.proxy.onRequest({ matches: point.matches, fault: held.fault });
  await killWhen(world, held.reached, victim);
  // Never released: what had not reached Palette when its sender died does not reach it any more.
  world.proxy.dropConnections();
  world.proxy.disarm();
}

/** The same for any moment that a promise tells. */
export async function killWhen({ folder }: FaultWorld, reached: Promise<void>, victim: Victim): Promise<void> {
  const terraform = folder.start(...APPLY);
  const ended = once(terraform, 'exit');
  const output = collect(terraform);
  await Promise.race([
    reached,
    ended.then(() => Promise.reject(new Error(`the apply ended before it came to this point:\n${output()}`))),
  ]);
  const providers = processesIn(folder.path).filter((pid) => commandOf(pid).includes('terraform-provider-'));
  const victims = victim === 'terraform' ? [] : providers;
  if (victim !== 'terraform' && victims.length === 0) throw new Error('no provider runs at this point');
  for (const pid of [...victims, ...(victim === 'the provider' ? [] : [terraform.pid ?? 0])]) {
    process.kill(pid, 'SIGKILL');
  }
  await ended;
  // A provider whose Terraform is gone ends by itself, in the middle of whatever it did.
  await until('terraform and the provider have ended', () => processesIn(folder.path).length === 0);
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text.slice(-2_000);
}
