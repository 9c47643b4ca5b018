/**
 * `.terraform.lock.hcl`, as far as the first `cdktf deploy` needs it.
 *
 * The CDKTF CLI runs `terraform providers lock`, which asks the public registry and so fails for a provider that is not
 * there, unless the stack's folder has a lock file with a matching entry for every required provider.
 * @see https://developer.hashicorp.com/terraform/language/files/dependency-lock
 */

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

const REGISTRY = 'registry.terraform.io';

/** An entry of a stack's required_providers. */
export interface RequiredProvider {
  /** Full address, such as `registry.terraform.io/hashicorp/aws`. */
  readonly address: string;
  /** Version constraint as written; undefined = any version. */
  readonly version?: string;
  /** The hash that its package must have, such as `h1:…`. @default - left for `terraform init` to fill in */
  readonly hash?: string;
}

/** A lock file's new text, and the providers for which no entry can be written because their version is a range. */
export interface LockedProviders {
  readonly text: string;
  readonly notPinned: RequiredProvider[];
}

/** `aws` and `hashicorp/aws` are short for `registry.terraform.io/hashicorp/aws`. */
export function providerAddress(localName: string, source: string | undefined): string {
  const parts = (source ?? localName).toLowerCase().split('/');
  if (parts.length === 1) return `${REGISTRY}/hashicorp/${parts[0]}`;
  if (parts.length === 2) return `${REGISTRY}/${parts.join('/')}`;
  return parts.join('/');
}

/**
 * Adds the missing entries and replaces those that contradict the stack: another version, or hashes of which none is the
 * required one. Everything else stays as it is, byte for byte.
 */
export function lockProviders(existing: string | undefined, required: readonly RequiredProvider[]): LockedProviders {
  const entries = parseEntries(existing ?? '');
  const notPinned: RequiredProvider[] = [];
  let changed = false;
  for (const provider of required) {
    const version = exactVersion(provider.version);
    const entry = entries.get(provider.address);
    if (version === undefined) {
      if (entry === undefined) notPinned.push(provider);
    } else if (entry === undefined || contradicts(entry, version, provider)) {
      entries.set(provider.address, newEntry(provider.address, version, provider.hash));
      changed = true;
    }
  }
  if (existing !== undefined && !changed) return { text: existing, notPinned };
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  return { text: [HEADER, ...sorted].join('\n'), notPinned };
}

function parseEntries(text: string): Map<string, string> {
  const blocks = text.matchAll(/^provider "([^"]+)" \{\n[\s\S]*?^\}\n/gm);
  return new Map([...blocks].map(([entry, address = '']) => [address, entry]));
}

function exactVersion(constraint: string | undefined): string | undefined {
  return /^\s*=?\s*(\d+\.\d+\.\d+[-+.\w]*)\s*$/.exec(constraint ?? '')?.[1];
}

function contradicts(entry: string, version: string, { hash }: RequiredProvider): boolean {
  const locked = /^ {2}version\s*= "(.*)"$/m.exec(entry)?.[1];
  const constraints = /^ {2}constraints\s*= "(.*)"$/m.exec(entry)?.[1];
  if (locked !== version || constraints !== version) return true;
  return hash !== undefined && !entry.includes(`"${hash}"`);
}

/** Written as Terraform writes it, so that init changes nothing but hashes. */
function newEntry(address: string, version: string, hash: string | undefined): string {
  const hashes = hash === undefined ? '' : `  hashes = [\n    "${hash}",\n  ]\n`;
  return `provider "${address}" {\n  version     = "${version}"\n  constraints = "${version}"\n${hashes}}\n`;
}
