import { attribute, type DataSource, defineSchema, type ElementType, oneOf } from '../../bridge/framework';
import { listLocations, type RegistryLocation, type RegistryScope } from '../../palette';
import type { Connection } from '../connection';
import { attempt } from '../palette-failure';

const { string, list, stringType, boolType, objectType } = attribute;

/** What Palette may not say. */
const saidType: ElementType<string | null> = stringType;

const registryType = objectType({
  id: stringType,
  name: stringType,
  type: stringType,
  provider_type: stringType,
  endpoint: stringType,
  private: boolType,
  is_default: boolType,
  sync_status: saidType,
  last_run_time: saidType,
  last_synced_time: saidType,
});

const schema = defineSchema({
  description: 'The OCI registries that Palette knows, those that come with Palette included.',
  attributes: {
    type: string({
      optional: true,
      validators: [oneOf('basic', 'ecr')],
      description: 'Only registries of this type: `basic` or `ecr`.',
    }),
    provider_type: string({
      optional: true,
      validators: [oneOf('helm', 'pack', 'zarf')],
      description: 'Only registries of this provider type: `helm`, `pack` or `zarf`.',
    }),
    scope: string({
      optional: true,
      validators: [oneOf('tenant', 'system')],
      description: "Only the tenant's own registries (`tenant`) or only those that come with Palette (`system`).",
    }),
    registries: list(registryType, {
      computed: true,
      description:
        'The registries by name, each with `id`, `name`, `type`, `provider_type`, `endpoint`, `private`, `is_default`, `sync_status`, `last_run_time` and `last_synced_time`.',
    }),
  },
});

/** `data.palette_oci_registries` */
export const registriesDataSource: DataSource<typeof schema, Connection> = {
  schema,
  async read({ config, signal }, connection) {
    const scope = (config.scope ?? 'all') as RegistryScope;
    const found = await attempt({ tried: 'list the OCI registries', signal }, () =>
      listLocations(connection.client(), scope, { signal }),
    );
    const isWanted = ({ type, provider_type }: Shown) =>
      (config.type ?? type) === type && (config.provider_type ?? provider_type) === provider_type;
    return { ...config, registries: found.map(show).filter(isWanted) };
  },
};

type Shown = ReturnType<typeof show>;

function show({ uid, name, kind, providerType, endpoint, isPrivate, isDefault, sync }: RegistryLocation) {
  return {
    id: uid,
    name,
    type: kind,
    provider_type: providerType || 'helm',
    endpoint,
    private: isPrivate,
    is_default: isDefault,
    sync_status: sync?.status || null,
    last_run_time: sync?.lastRunTime ?? null,
    last_synced_time: sync?.lastSyncedTime ?? null,
  };
}
