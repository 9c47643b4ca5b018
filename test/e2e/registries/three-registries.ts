import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { mapInParallel } from '../../../src/oci/map-in-parallel';
import { issueCertificate } from '../../support/certificates';
import { type LayoutEntry, writeChartLayout } from '../../support/chart-layout';
import { type DockerRegistry, startDockerRegistry } from '../../support/docker-registry';
import { Skopeo } from '../../support/skopeo';
import { startTokenServer, type TokenServer } from '../../support/token-server';

export const LOGIN = { username: 'robot$palette', password: 's3cr3t-P@ss:w0rd' };
/** Fewer than there are repositories, and than a client would like. */
export const PAGE_SIZE = 50;
const PARALLEL = 4;

export interface ServedRegistry {
  readonly registry: DockerRegistry;
  /** PEM. */
  readonly ca?: string;
  readonly login?: typeof LOGIN;
  readonly skopeo: Skopeo;
}

export const REGISTRY_NAMES = ['plain', 'htpasswd', 'token'] as const;
export type RegistryName = (typeof REGISTRY_NAMES)[number];

/** The same content behind three doors: plain HTTP, TLS with passwords, and TLS with a token server. */
export class ThreeRegistries {
  private constructor(
    readonly served: Readonly<Record<RegistryName, ServedRegistry>>,
    readonly tokenServer: TokenServer,
    private readonly filled: DockerRegistry,
  ) {}

  static async open(folder: string, content: readonly LayoutEntry[]): Promise<ThreeRegistries> {
    const filled = await fill(folder, content);
    const issuer = await issueCertificate({ name: 'Private CA', isAuthority: true });
    const identity = await issueCertificate({ name: 'registry', issuer });
    const tokenServer = await startTokenServer({ identity, ...LOGIN });
    const { realm, service, issuer: signer } = tokenServer;
    const wishes = {
      plain: {},
      htpasswd: { tls: identity, users: { [LOGIN.username]: LOGIN.password } },
      token: {
        tls: identity,
        tokenServer: { realm, service, issuer: signer },
        tokenAuthority: issuer.certificate,
      },
    };
    const serve = async (name: RegistryName): Promise<ServedRegistry> => {
      const shelf = { storage: filled.folder, catalogPageSize: PAGE_SIZE };
      const registry = await startDockerRegistry({ ...wishes[name], ...shelf });
      const access = name === 'plain' ? {} : { ca: issuer.certificate, login: LOGIN };
      return { registry, ...access, skopeo: new Skopeo(folder, { host: registry.host, ...access }) };
    };
    const served = {
      plain: await serve('plain'),
      htpasswd: await serve('htpasswd'),
      token: await serve('token'),
    };
    return new ThreeRegistries(served, tokenServer, filled);
  }

  /** As the registry keeps them on disk, whatever it lists. */
  get repositories(): readonly string[] {
    const root = join(this.filled.folder, 'docker', 'registry', 'v2', 'repositories');
    return readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('/_manifests'))
      .map((path) => path.slice(0, -'/_manifests'.length))
      .sort();
  }

  repositoriesBelow(paths: readonly string[]): readonly string[] {
    return this.repositories.filter((repository) => paths.some((path) => `${repository}/`.startsWith(`${path}/`)));
  }

  async close(): Promise<void> {
    const registries = REGISTRY_NAMES.map((name) => this.served[name].registry);
    await Promise.all([...registries, this.tokenServer, this.filled].map((open) => open.close()));
  }
}

/** A registry into which skopeo pushed the content. */
export async function fill(folder: string, content: readonly LayoutEntry[]): Promise<DockerRegistry> {
  const layout = join(folder, 'layout');
  writeChartLayout(layout, content);
  const registry = await startDockerRegistry();
  const skopeo = new Skopeo(folder, { host: registry.host });
  await mapInParallel(content, PARALLEL, (entry) => skopeo.push(layout, entry));
  return registry;
}
