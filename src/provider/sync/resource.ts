import {
  attribute,
  defineSchema,
  failure,
  notEmpty,
  type Operation,
  pathTo,
  type Resource,
} from '../../bridge/framework';
import {
  hasRegistry,
  isUnderWay,
  lookUpRegistry,
  type PaletteClient,
  type RegistryLocation,
  type SyncRun,
  waitForSync,
} from '../../palette';
import type { Connection } from '../connection';
import { attempt } from '../palette-failure';
import { storedUid } from '../stored-uid';
import {
  awaitSync,
  endOf,
  orderSync,
  POLL_INTERVAL_MS,
  readSyncStatus,
  type SyncTarget,
} from '../registry/synchronize';

const { string, bool, map, stringType } = attribute;

const TEN_MINUTES_MS = 600_000;

const REMEDY =
  'Take it out of state with "terraform state rm ADDRESS", where ADDRESS stands behind "with" in this message, and apply: ' +
  'that starts a run and writes it down anew.';

const schema = defineSchema({
  description:
    'One run of the synchronization of a registry: Palette reads the charts anew. Creating the resource starts the run and waits for its end; destroying it does nothing in Palette.',
  attributes: {
    id: string({ computed: true, description: 'Uid of the registry and the time at which the run was ordered.' }),
    registry_id: string({
      required: true,
      replace: true,
      validators: [notEmpty()],
      description: 'Uid of the registry, such as `palette_oci_registry.charts.id`. A change starts a run there.',
    }),
    triggers: map(stringType, {
      optional: true,
      replace: true,
      description:
        'Any texts. A change replaces the resource, which starts another run, as with `null_resource` and `time_*`.',
    }),
    force: bool({
      default: false,
      local: true,
      description:
        'Whether to start a run that is under way again. Without it, that run is waited for first. A change alone starts nothing. Default `false`.',
    }),
    status: string({ computed: true, description: "Palette's word for how the run ended." }),
    message: string({ computed: true, description: "Palette's message about the run." }),
    last_run_time: string({ computed: true, description: 'When the run started, RFC 3339.' }),
    last_synced_time: string({
      computed: true,
      description: 'When Palette, at the end of the run, had last read the charts, RFC 3339.',
    }),
  },
});

/** `palette_oci_registry_sync`. Every argument that matters replaces it, so there is no update. */
export const syncResource: Resource<typeof schema, Connection> = {
  schema,
  timeouts: { create: TEN_MINUTES_MS },

  async create(request, connection) {
    const client = connection.client();
    const { plan, signal } = request;
    const { uid, kind, name } = await findTarget(client, plan.registry_id, signal);
    const target = { kind, uid, name, cause: 'order' } as const;
    const since = await lastRun(client, target, plan.force, request);
    const id = `${uid}/${new Date().toISOString()}`;
    await orderSync(client, target, signal, plan.force);
    const { status, message, lastRunTime, lastSyncedTime } = await awaitSync(client, target, since, request);
    return {
      ...plan,
      id,
      status: status || null,
      message: message || null,
      last_run_time: lastRunTime ?? null,
      last_synced_time: lastSyncedTime ?? null,
    };
  },

  async read({ state, signal }, connection) {
    const uid = storedUid(state.registry_id, 'the synchronization', REMEDY);
    const exists = await attempt({ tried: `look for the registry with uid ${JSON.stringify(uid)}`, signal }, () =>
      hasRegistry(connection.client(), uid, { signal }),
    );
    return exists ? { ...state, registry_id: uid, force: state.force ?? false } : null;
  },

  async delete() {
    // A run that is over cannot be taken back.
  },
};

async function findTarget(client: PaletteClient, uid: string, signal: AbortSignal): Promise<RegistryLocation> {
  const argument = pathTo('registry_id');
  const found = await attempt({ tried: `look up the registry ${JSON.stringify(uid)}`, signal, argument }, () =>
    lookUpRegistry(client, uid, { signal }),
  );
  if (found.uid === uid) return found;
  const detail = `registry_id is ${JSON.stringify(uid)}, the name of a registry. Expected its uid: ${JSON.stringify(found.uid)}.`;
  throw failure('Name In Place Of A Uid', detail, argument);
}

/**
 * The run to tell ours from. One that is under way may have read the charts already and, for all that is known, an order
 * during it changes nothing: without `force` it has to end first.
 */
async function lastRun(
  client: PaletteClient,
  target: SyncTarget,
  force: boolean,
  { signal, log }: Operation,
): Promise<SyncRun> {
  const { kind, uid, name } = target;
  const last = await readSyncStatus(client, target, signal);
  if (force || !isUnderWay(last)) return last;
  const onProgress = (progress: object) => log.info('waiting for an earlier synchronization', { name, ...progress });
  const tried = `wait for the synchronization of the registry ${JSON.stringify(name)} that is under way`;
  const earlier = await attempt({ tried, signal, leftBehind: 'Nothing was started.' }, () =>
    waitForSync(client, kind, uid, { signal, onProgress, pollIntervalMs: POLL_INTERVAL_MS }),
  );
  if (earlier.state !== 'timeout') return earlier;
  throw failure(
    'Another Synchronization Is Under Way',
    `Palette was synchronizing the registry ${JSON.stringify(name)} already (status ${JSON.stringify(last.status)}, ` +
      `since ${last.lastRunTime ?? 'an unknown time'}) and did not finish: ${endOf(signal)}. Nothing was started. ` +
      'Apply again later, raise "timeouts", or set "force = true" to start that run again.',
  );
}
