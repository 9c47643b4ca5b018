import {
  type CreateRequest,
  pathTo,
  type PlanOf,
  type Resource,
  type StateOf,
  type UpdateRequest,
} from '../../bridge/framework';
import {
  createRegistryOnce,
  findRegistry,
  lookUpRegistry,
  type PaletteClient,
  type RegistryKind,
  removeRegistry,
  replaceRegistry,
} from '../../palette';
import type { Connection } from '../connection';
import { attempt } from '../palette-failure';
import { checkConfig } from './check-config';
import { type Found, stateOf, syncStateOf } from './from-palette';
import { importedState, kindOf } from './kind';
import { registryMoves } from './moves';
import { registrySchema, type RegistrySchema } from './schema';
import { awaitSync, named, orderSync, readSyncStatus } from './synchronize';
import { type Desired, desiredRegistry } from './to-palette';
import { validateRegistry } from './validate-registry';

type State = StateOf<RegistrySchema>;
type Plan = PlanOf<RegistrySchema>;

const TEN_MINUTES_MS = 600_000;

/** `palette_oci_registry` */
export const registryResource: Resource<RegistrySchema, Connection> = {
  schema: registrySchema,
  timeouts: { create: TEN_MINUTES_MS, update: TEN_MINUTES_MS, delete: TEN_MINUTES_MS },

  validate: checkConfig,

  async create(request, connection) {
    const client = connection.client();
    const { config, plan } = request;
    const desired = desiredRegistry(config, plan);
    if (plan.validate) await validateRegistry(client, desired, request);
    const uid = await create(client, desired, request);
    const created = { ...plan, id: uid, sync_status: null, sync_message: null };
    request.saveState(created);
    if (!plan.synchronization || !plan.wait_for_sync) return created;
    const target = { kind: desired.kind, uid, name: plan.name, cause: 'creation' } as const;
    return { ...created, ...syncStateOf(await awaitSync(client, target, undefined, request)) };
  },

  async read({ state, signal }, connection) {
    const uid = state.id ?? '';
    const kind = kindOf(state);
    const found = await attempt({ tried: `read the registry ${named(state.name, uid)}`, signal }, () =>
      findRegistry(connection.client(), kind, uid, { signal }),
    );
    return found === undefined ? null : stateOf({ kind, registry: found } as Found, state);
  },

  async update(request, connection) {
    const client = connection.client();
    const { config, plan, prior, signal } = request;
    const uid = prior.id ?? '';
    const desired = desiredRegistry(config, plan);
    const { kind } = desired;
    if (plan.validate) await validateRegistry(client, desired, request);
    const syncs = plan.synchronization && concernsContent(request);
    const target = { kind, uid, name: plan.name, cause: 'update' } as const;
    const since = syncs ? await readSyncStatus(client, target, signal) : undefined;
    await replace(client, desired, request);
    const updated: State = { ...plan, id: uid, sync_status: prior.sync_status, sync_message: prior.sync_message };
    request.saveState(updated);
    if (!syncs) return updated;
    // A run that is still under way reads what was there before the change: it must start again.
    await orderSync(client, target, signal, true);
    if (!plan.wait_for_sync) return updated;
    return { ...updated, ...syncStateOf(await awaitSync(client, target, since, request)) };
  },

  async delete({ state, signal }, connection) {
    const uid = state.id ?? '';
    const tried = `delete the registry ${named(state.name, uid)}`;
    const leftBehind = 'It is still in Palette and in state.';
    const leftInDoubt = 'Palette may have deleted it all the same; it is in state. Run "terraform destroy" again.';
    const summaries = {
      invalid: 'Registry Not Deleted',
      conflict: 'Registry Not Deleted',
      server: 'Registry Not Deleted',
    };
    await attempt({ tried, signal, leftBehind, leftInDoubt, summaries }, () =>
      removeRegistry(connection.client(), kindOf(state), uid, { signal }),
    );
  },

  async import({ id, signal }, connection) {
    const { uid, kind, name } = await attempt({ tried: `look up the registry ${JSON.stringify(id)}`, signal }, () =>
      lookUpRegistry(connection.client(), id, { signal }),
    );
    return importedState(kind, uid, name);
  },

  moves: registryMoves,
};

async function create(
  client: PaletteClient,
  desired: Desired,
  request: CreateRequest<RegistrySchema>,
): Promise<string> {
  const { plan, signal, diagnostics } = request;
  const what = {
    tried: `create the registry ${JSON.stringify(plan.name)}`,
    signal,
    leftInDoubt: `If Palette has it after all, import it by its name: terraform import ADDRESS ${JSON.stringify(plan.name)}.`,
    paths: { conflict: pathTo('name') },
    advice: {
      conflict:
        'Names are unique in a tenant: choose another one, or import the registry that is there by its name: ' +
        `terraform import ADDRESS ${JSON.stringify(plan.name)}.`,
    },
    // A creation names no object that could be missing, so "not found" can only mean the API key.
    summaries: { 'not-found': 'API Key Not Accepted' },
  };
  const { uid, adopted } = await attempt(what, () =>
    createRegistryOnce(client, desired.kind, desired.registry, { signal }),
  );
  if (adopted) {
    diagnostics.warning(
      'Answer To The Creation Was Lost',
      `Palette did not answer the creation of ${JSON.stringify(plan.name)}, but has a registry of that name, kind and ` +
        `endpoint now (${uid}). It was taken over; nothing was created twice.`,
    );
  }
  return uid;
}

async function replace(client: PaletteClient, desired: Desired, request: UpdateRequest<RegistrySchema>): Promise<void> {
  const { plan, prior, signal } = request;
  const uid = prior.id ?? '';
  const ownedLabels = { before: prior.labels ?? {}, after: plan.labels ?? {} };
  await attempt({ tried: `update the registry ${named(plan.name, uid)}`, signal }, () =>
    replaceRegistry<RegistryKind>(client, desired.kind, uid, desired.registry, { ownedLabels }, { signal }),
  );
}

/** Whether a change touches what Palette reads from the registry; labels, for one, do not. */
function concernsContent({ plan, prior, secretsChanged }: UpdateRequest<RegistrySchema>): boolean {
  const content = (body: Plan | State) => {
    const { endpoint, endpoint_suffix, base_content_paths, synchronization, basic, ecr, tls } = body;
    return JSON.stringify([endpoint, endpoint_suffix, base_content_paths, synchronization, basic, ecr, tls]);
  };
  return secretsChanged || content(plan) !== content(prior);
}
