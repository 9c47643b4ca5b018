import {
  type CreateRequest,
  pathTo,
  type PlanOf,
  type PriorStateOf,
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
  type SyncRun,
} from '../../palette';
import type { Connection } from '../connection';
import { asDiagnostics, attempt, CHECK_API_KEY } from '../palette-failure';
import { storedUid } from '../stored-uid';
import { planAuthType } from './auth-type';
import { checkConfig } from './check-config';
import { finishRequest } from './finish-request';
import { type Found, stateOf } from './from-palette';
import { importedState, kindOf } from './kind';
import { registryMoves } from './moves';
import { deletionRefused } from './refused-deletion';
import { registrySchema, type RegistrySchema } from './schema';
import { NOTHING_KNOWN, settledState, type SyncState } from './settled-state';
import { awaitSync, GONE, named, orderSync, readSyncStatus, type SyncTarget } from './synchronize';
import { adviceOnTakenName } from './taken-name';
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
  modifyPlan: planAuthType,

  async create(request, connection) {
    const client = connection.client();
    const { config, plan } = request;
    const desired = desiredRegistry(config, plan);
    if (plan.validate) await validateRegistry(client, desired, request);
    const uid = await create(client, desired, request);
    const created = settledState(request, uid, NOTHING_KNOWN);
    request.saveState(created);
    if (!plan.synchronization || !plan.wait_for_sync) return created;
    const target = { kind: desired.kind, uid, name: plan.name, cause: 'creation' } as const;
    return synchronized(client, target, undefined, request);
  },

  async read({ state, signal }, connection) {
    const uid = uidOf(state);
    const kind = kindOf(state);
    const found = await attempt({ tried: `read the registry ${named(state.name, uid)}`, signal }, () =>
      findRegistry(connection.client(), kind, uid, { signal }),
    );
    return found === undefined ? null : stateOf({ kind, registry: found } as Found, state);
  },

  async update(request, connection) {
    const client = connection.client();
    const { config, plan, prior, signal } = request;
    const uid = uidOf(prior);
    const desired = desiredRegistry(config, plan);
    const { kind } = desired;
    if (plan.validate) await validateRegistry(client, desired, request);
    const syncs = plan.synchronization && concernsContent(request);
    const target = { kind, uid, name: plan.name, cause: 'update' } as const;
    const since = syncs ? await readSyncStatus(client, target, signal) : undefined;
    await replace(client, desired, request);
    // The last run is still the last one, unless the change asks for another: of that one nothing is known yet.
    const updated = settledState(request, uid, syncs ? NOTHING_KNOWN : prior);
    request.saveState(updated);
    if (!syncs) return updated;
    // A run that is still under way reads what was there before the change: it must start again.
    await orderSync(client, target, signal, true);
    if (!plan.wait_for_sync) return updated;
    return synchronized(client, target, since, request);
  },

  async delete({ state, signal }, connection) {
    const uid = uidOf(state);
    try {
      await removeRegistry(connection.client(), kindOf(state), uid, { signal });
    } catch (error) {
      throw deletionRefused(error, named(state.name, uid), signal);
    }
  },

  async import({ id, signal }, connection) {
    const { uid, kind, name } = await attempt({ tried: `look up the registry ${JSON.stringify(id)}`, signal }, () =>
      lookUpRegistry(connection.client(), id, { signal }),
    );
    return importedState(kind, uid, name);
  },

  moves: registryMoves,
};

function uidOf({ id, name }: Pick<PriorStateOf<RegistrySchema>, 'id' | 'name'>): string {
  const called = name === null ? 'the registry' : `the registry ${JSON.stringify(name)}`;
  const remedy =
    'Take it out of state and import it by its name or uid: "terraform state rm ADDRESS", then "terraform import ' +
    'ADDRESS NAME", where ADDRESS stands behind "with" in this message.';
  return storedUid(id, called, remedy);
}

async function create(
  client: PaletteClient,
  desired: Desired,
  request: CreateRequest<RegistrySchema>,
): Promise<string> {
  const { plan, signal, diagnostics } = request;
  const what = {
    tried: `create the registry ${JSON.stringify(plan.name)}`,
    signal,
    leftBehind: 'Nothing was created.',
    leftInDoubt: `If Palette has it after all, import it by its name: terraform import ADDRESS ${JSON.stringify(plan.name)}.`,
    paths: { conflict: pathTo('name') },
    // A creation names no object that could be missing, so "not found" can only mean the API key.
    summaries: { 'not-found': 'API Key Not Accepted' },
  };
  const creation = finishRequest(signal, (finishing) =>
    createRegistryOnce(client, desired.kind, desired.registry, { signal: finishing }),
  );
  const { uid, adopted } = await creation.catch(async (error: unknown) => {
    const conflict = await adviceOnTakenName(error, client, desired, signal);
    throw asDiagnostics(error, { ...what, advice: { conflict, 'not-found': CHECK_API_KEY } });
  });
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
  const uid = uidOf(prior);
  const ownedLabels = { before: prior.labels ?? {}, after: plan.labels ?? {} };
  const tried = `update the registry ${named(plan.name, uid)}`;
  await attempt({ tried, signal, leftBehind: 'State is as it was.', advice: GONE }, () =>
    replaceRegistry<RegistryKind>(client, desired.kind, uid, desired.registry, { ownedLabels }, { signal }),
  );
}

/** Waits for the run, and keeps in state what Palette tells of it, for the case that it fails or cannot be followed. */
async function synchronized(
  client: PaletteClient,
  target: SyncTarget,
  since: SyncRun | undefined,
  request: CreateRequest<RegistrySchema>,
): Promise<State> {
  let state = settledState(request, target.uid, NOTHING_KNOWN);
  const onSeen = (sync: SyncState) => request.saveState((state = settledState(request, target.uid, sync)));
  await awaitSync(client, target, since, request, { onSeen });
  return state;
}

/** Whether a change touches what Palette reads from the registry; labels, for one, do not. */
function concernsContent({ plan, prior, secretsChanged }: UpdateRequest<RegistrySchema>): boolean {
  const content = (body: Plan | State) => {
    const { endpoint, endpoint_suffix, base_content_paths, synchronization, basic, ecr, tls } = body;
    return JSON.stringify([endpoint, endpoint_suffix, base_content_paths, synchronization, basic, ecr, tls]);
  };
  return secretsChanged || content(plan) !== content(prior);
}
