import { startSandbox, type Sandbox } from '../../src/sandbox';
import { FaultProxy } from './fault-proxy';
import { type ProxiedRequest } from './fault-exchange';
import { paletteFolder } from './palette-folder';
import { type TerraformFolder } from './terraform';
import { type Certificate } from './certificates';

/** A registry as Palette lists it, by the sandbox's own word: not through the proxy, not through our client. */
export interface Listed {
  readonly uid: string;
  readonly name: string;
}

/** What one object of a command was told. */
export interface Told {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  /** "palette_oci_registry.r[\"x\"]"; empty for what concerns no object. */
  readonly address: string;
}

export interface Outcome {
  readonly code: number | null;
  readonly told: readonly Told[];
  /** Addresses that a plan would change, or finds changed. */
  readonly changes: readonly string[];
}

/** Terraform with the built provider, a fault proxy, and the sandbox behind it. */
export class FaultWorld {
  private constructor(
    readonly sandbox: Sandbox,
    readonly proxy: FaultProxy,
    readonly folder: TerraformFolder,
  ) {}

  /** @param certificate makes the provider speak TLS to the proxy */
  static async open(env: NodeJS.ProcessEnv = {}, certificate?: Certificate): Promise<FaultWorld> {
    const sandbox = await startSandbox({ sampleRegistry: true, rateLimit: false });
    const proxy = await FaultProxy.start(sandbox.url, certificate);
    const folder = paletteFolder({ url: proxy.url, apiKey: sandbox.apiKey }, env);
    return new FaultWorld(sandbox, proxy, folder);
  }

  async close(): Promise<void> {
    this.folder.remove();
    await this.proxy.close();
    await this.sandbox.close();
  }

  /** Runs a command with `-json` and tells what each object was told. */
  async run(...args: readonly string[]): Promise<Outcome> {
    const { code, stdout } = await this.folder.run(...args, '-json');
    const lines = stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as JsonLine);
    const told = lines.flatMap(({ diagnostic }) =>
      diagnostic === undefined ? [] : [{ ...diagnostic, address: diagnostic.address ?? '' }],
    );
    const changes = lines.flatMap(({ type, change }) =>
      (type === 'planned_change' || type === 'resource_drift') && change ? [change.resource.addr] : [],
    );
    return { code, told, changes };
  }

  apply(...args: readonly string[]): Promise<Outcome> {
    return this.run('apply', '-auto-approve', '-input=false', '-parallelism=60', ...args);
  }

  /** The tenant's registries. */
  async listed(): Promise<readonly Listed[]> {
    const headers = { ApiKey: this.sandbox.apiKey };
    const answers = await Promise.all(
      ['oci/summary', 'metadata?scope=tenant'].map((path) =>
        fetch(`${this.sandbox.url}/v1/registries/${path}`, { headers }).then((answer) => answer.json()),
      ),
    );
    const [summary, tenant] = answers as [Items<{ metadata: Listed }>, Items<Listed>];
    const own = new Set(tenant.items.map(({ uid }) => uid));
    return summary.items.map(({ metadata }) => metadata).filter(({ uid }) => own.has(uid));
  }

  /** Instance key (or the address of a resource without one) -> uid, as the state file says. */
  held(): Readonly<Record<string, string>> {
    return heldIn(this.folder.read('terraform.tfstate'));
  }

  /** For rules: the name of the registry that a request is about. */
  nameOf(request: ProxiedRequest): string | undefined {
    if (request.text !== '') {
      const { metadata, auth } = JSON.parse(request.text) as { metadata?: Listed; auth?: { tls?: { ca?: string } } };
      const name = metadata?.name ?? /^# (.+)$/m.exec(auth?.tls?.ca ?? '')?.[1];
      if (name !== undefined) return name;
    }
    const uid = /\/([0-9a-f]{24})(\/|$)/.exec(request.path)?.[1];
    return uid === undefined ? undefined : this.#created(uid);
  }

  #created(uid: string): string | undefined {
    const creation = this.sandbox.requests.find(
      ({ method, responseBody }) => method === 'POST' && (responseBody as { uid?: string } | undefined)?.uid === uid,
    );
    return (creation?.body as { metadata: Listed } | undefined)?.metadata.name;
  }
}

const NO_STATE = '{"resources": []}';

/** Instance key (or the address of a resource without one) -> uid. @param stateText empty = no state yet */
export function heldIn(stateText: string): Readonly<Record<string, string>> {
  const { resources } = JSON.parse(stateText || NO_STATE) as StateFile;
  return Object.fromEntries(
    resources
      .filter(({ mode }) => mode === 'managed')
      .flatMap(({ type, name, instances }) =>
        instances.map(({ index_key: key, attributes }) => [key ?? `${type}.${name}`, attributes.id]),
      ),
  );
}

interface Items<T> {
  readonly items: readonly T[];
}

interface JsonLine {
  readonly type: string;
  readonly diagnostic?: Omit<Told, 'address'> & { readonly address?: string };
  readonly change?: { readonly resource: { readonly addr: string } };
}

interface StateFile {
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly index_key?: string; readonly attributes: { readonly id: string } }[];
  }[];
}
