import { type ErrorCase, type Said } from './error-case';
import { World } from './world';

/** A case and what the provider really said. */
export interface Produced extends Omit<Said, 'path'> {
  readonly when: string;
  /** The argument that Terraform points at. */
  readonly at?: string;
}

/** Most cases take milliseconds; a few wait for a time limit, and the others go on meanwhile. */
const AT_ONCE = 8;

/** Runs the cases; each must end in one diagnostic. */
export async function produceAll(cases: readonly ErrorCase[]): Promise<ReadonlyMap<ErrorCase, Produced>> {
  const produced = new Map<ErrorCase, Produced>();
  const left = [...cases];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) produced.set(next, await produce(next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return produced;
}

async function produce({ when, provoke }: ErrorCase): Promise<Produced> {
  const world = await World.open();
  try {
    const [said, ...more] = await provoke(world);
    if (said === undefined || more.length > 0) {
      const found = JSON.stringify([...(said ? [said] : []), ...more]);
      throw new Error(`Expected one diagnostic where "${when}", got ${found}`);
    }
    const { severity, summary, detail, path } = said;
    const at = path?.toString() || undefined;
    return { when, severity, summary, detail: withNames(detail, world.names), at };
  } finally {
    await world.close();
  }
}

/** Addresses of this run become names: those of a documentation, and of RFC 5737 where the address itself is meant. */
function withNames(text: string, names: ReadonlyMap<string, string>): string {
  // OpenSSL's own words hold an address of memory, and differ from version to version.
  let named = text.replace(/(ERR_SSL_\w+)[,:] [^]*?(?::error:|SSL routines: )[^]*/, '$1, …');
  // Newer versions of Node give advice of their own, which does not fit a provider.
  named = named.replaceAll('; if the root CA is installed locally, try running Node.js with --use-system-ca', '');
  named = named.replaceAll('IP: 127.0.0.1 ', 'IP: 192.0.2.10 ');
  for (const [address, name] of names) {
    named = named.replaceAll(`"${address}"`, `"${name}"`).replaceAll(`//${address}`, `//${name}`);
    named = named.replaceAll(address, '192.0.2.10:443');
  }
  return named;
}
