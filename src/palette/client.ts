import type { CallOptions, PaletteClientOptions } from './client-options';
import {
  AWS_ACCOUNT,
  PACK_PAGE,
  PACK_TAGS,
  REGISTRY,
  REGISTRY_METADATA,
  REGISTRY_SUMMARY,
  SYNC_STATUS,
} from './answer-shapes';
import { readItems, readNothing, readObject, readShaped, readUid } from './content';
import { findMasked } from './masked';
import { PaletteError } from './palette-error';
import { Transport, type PaletteRequest } from './transport';
import type {
  AwsAccountSts,
  AwsPartition,
  OciRegistryEntity,
  OciRegistrySummary,
  PackMetadata,
  PackTagEntity,
  RegistryByKind,
  RegistryKind,
  RegistryMetadata,
  RegistryScope,
  RegistrySyncStatus,
  SpecByKind,
} from './types';

const REGISTRIES = '/v1/registries/oci';

/** Pages of a search are this long at most, by Palette's rule. */
const PAGE = 50;

/**
 * Palette's REST API, one method per call, objects as they travel. Everything is asked in the scope of the tenant: no
 * `ProjectUid` is ever sent. All methods throw `PaletteError`; what its traps need is solved in the functions of this room
 * (`findRegistry`, `createRegistryOnce`, ...).
 */
export class PaletteClient {
  readonly #transport: Transport;

  /** Opens nothing yet: the first request does. @throws PaletteOptionsError */
  constructor(options: PaletteClientOptions) {
    this.#transport = new Transport(options);
  }

  /** Not repeated once it may have left: see `createRegistryOnce`. @returns the uid */
  async createRegistry<K extends RegistryKind>(kind: K, registry: RegistryByKind[K], o?: CallOptions): Promise<string> {
    const request = { method: 'POST', path: `${REGISTRIES}/${kind}`, body: registry, repeatable: 'unsent' } as const;
    this.#refuseMasked(request);
    return this.#transport.send(request, readUid, o);
  }

  getRegistry<K extends RegistryKind>(kind: K, uid: string, o?: CallOptions): Promise<RegistryByKind[K]> {
    return this.#transport.send(
      get(`${REGISTRIES}/${segment(uid)}/${kind}`),
      readShaped<RegistryByKind[K]>(REGISTRY[kind]),
      o,
    );
  }

  /** Replaces the whole object, secrets included: see `replaceRegistry`. */
  async updateRegistry<K extends RegistryKind>(
    kind: K,
    uid: string,
    registry: RegistryByKind[K],
    o?: CallOptions,
  ): Promise<void> {
    const path = `${REGISTRIES}/${segment(uid)}/${kind}`;
    const request = { method: 'PUT', path, body: registry, repeatable: 'always' } as const;
    this.#refuseMasked(request);
    await this.#transport.send(request, readNothing, o);
  }

  /** An absent registry is an error here: see `removeRegistry`. */
  async deleteRegistry(kind: RegistryKind, uid: string, o?: CallOptions): Promise<void> {
    const path = `${REGISTRIES}/${segment(uid)}/${kind}`;
    await this.#transport.send({ method: 'DELETE', path, repeatable: 'always' }, readNothing, o);
  }

  /** Lets Palette connect to the registry, without registering it. Throws what Palette says against it. */
  async validateRegistry<K extends RegistryKind>(kind: K, spec: SpecByKind[K], o?: CallOptions): Promise<void> {
    const path = `${REGISTRIES}/${kind}/validate`;
    const request = { method: 'POST', path, body: spec, readsOnly: true, repeatable: 'always' } as const;
    this.#refuseMasked(request);
    await this.#transport.send(request, readNothing, o);
  }

  /**
   * Returns when Palette has accepted the order: see `waitForSync`. `force` restarts a run that hangs, by its name. Sent
   * again when its answer is lost: a second order only starts the same run once more.
   */
  async startSync(kind: RegistryKind, uid: string, o?: CallOptions & { readonly force?: boolean }): Promise<void> {
    const query = o?.force === true ? '?forceSync=true' : '';
    const path = `${REGISTRIES}/${segment(uid)}/${kind}/sync${query}`;
    await this.#transport.send({ method: 'POST', path, repeatable: 'always' }, readNothing, o);
  }

  getSyncStatus(kind: RegistryKind, uid: string, o?: CallOptions): Promise<RegistrySyncStatus> {
    return this.#transport.send(
      get(`${REGISTRIES}/${segment(uid)}/${kind}/sync/status`),
      readShaped<RegistrySyncStatus>(SYNC_STATUS),
      o,
    );
  }

  /** All OCI registries of both kinds, those that come with Palette included. Palette does not page this list. */
  listRegistries(o?: CallOptions): Promise<OciRegistrySummary[]> {
    return this.#transport.send(get(`${REGISTRIES}/summary`), readItems<OciRegistrySummary>(REGISTRY_SUMMARY), o);
  }

  getRegistryEntity(uid: string, o?: CallOptions): Promise<OciRegistryEntity> {
    return this.#transport.send(get(`${REGISTRIES}/${segment(uid)}`), readObject, o);
  }

  /** Registries of every sort: pack, classic Helm and OCI. @param scope default `all` */
  listRegistryMetadata(scope: RegistryScope = 'all', o?: CallOptions): Promise<RegistryMetadata[]> {
    return this.#transport.send(
      get(`/v1/registries/metadata?scope=${scope}`),
      readItems<RegistryMetadata>(REGISTRY_METADATA),
      o,
    );
  }

  /** @param partition default `aws` */
  getAwsAccount(partition: AwsPartition = 'aws', o?: CallOptions): Promise<AwsAccountSts> {
    return this.#transport.send(
      get(`/v1/clouds/aws/account/sts?partition=${partition}`),
      readShaped<AwsAccountSts>(AWS_ACCOUNT),
      o,
    );
  }

  /** Packs and charts of a registry, all pages. @param name exactly this one */
  async searchPacks(
    filter: { readonly registryUid: string; readonly name?: string },
    o?: CallOptions,
  ): Promise<PackMetadata[]> {
    const name = filter.name === undefined ? {} : { name: { eq: filter.name } };
    const body = { filter: { registryUid: [filter.registryUid], ...name } };
    const found: PackMetadata[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const request: PaletteRequest = {
        method: 'POST',
        path: `/v1/packs/search?limit=${PAGE}${next}`,
        body,
        readsOnly: true,
        repeatable: 'always',
      };
      const page: PackPage = await this.#transport.send(request, readShaped<PackPage>(PACK_PAGE), o);
      found.push(...(page.items ?? []));
      next = nextPage(page);
    }
    return found;
  }

  /** The versions of one pack or chart in one registry. */
  getPackTags(packName: string, registryUid: string, o?: CallOptions): Promise<PackTagEntity> {
    return this.#transport.send(
      get(`/v1/packs/${segment(packName)}/registries/${segment(registryUid)}`),
      readShaped<PackTagEntity>(PACK_TAGS),
      o,
    );
  }

  /** Ends what is under way (as cancelled) and closes the connections. */
  close(): Promise<void> {
    return this.#transport.close();
  }

  #refuseMasked(request: PaletteRequest): void {
    const where = findMasked(request.body);
    if (where === undefined) return;
    const message = `"${where}" is a masked value as Palette shows it, not the secret itself. It would overwrite the secret that Palette holds, so ${request.method} ${request.path} was not sent.`;
    throw new PaletteError(message, { reason: 'invalid', method: request.method, path: request.path });
  }
}

interface PackPage {
  readonly items?: readonly PackMetadata[] | null;
  readonly listmeta?: { readonly continue?: string; readonly offset?: number };
}

/** Query of the page after this one; undefined after the last. */
function nextPage({ items, listmeta }: PackPage): string | undefined {
  if (!listmeta?.continue || !items?.length) return undefined;
  const offset = listmeta.offset === undefined ? '' : `&offset=${listmeta.offset}`;
  return `${offset}&continue=${encodeURIComponent(listmeta.continue)}`;
}

function get(path: string): PaletteRequest {
  return { method: 'GET', path, repeatable: 'always' };
}

/** An empty uid would turn a path into another one of the API: "/v1/registries/oci/" deletes by the uid "oci". */
function segment(text: string): string {
  if (text === '' || text === '.' || text === '..') throw new RangeError(`Expected a uid or name, got "${text}".`);
  return encodeURIComponent(text);
}
