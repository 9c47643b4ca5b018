import { attribute, type DataSource, defineSchema, exactlyOneOf, notEmpty, pathTo } from '../../bridge/framework';
import { lookUpRegistry, splitBaseContentPaths } from '../../palette';
import type { Connection } from '../connection';
import { attempt } from '../palette-failure';
import { syncStateOf } from './from-palette';

const { string, bool, list, map, stringType } = attribute;

const schema = defineSchema({
  description: 'An OCI registry that Palette knows, found by name or uid; the ones that come with Palette, too.',
  attributes: {
    id: string({
      optional: true,
      computed: true,
      validators: [notEmpty()],
      description: "Palette's uid of the registry.",
    }),
    name: string({ optional: true, computed: true, validators: [notEmpty()], description: 'Name of the registry.' }),
    type: string({ computed: true, description: '`basic` or `ecr`.' }),
    provider_type: string({ computed: true, description: '`helm`, `pack` or `zarf`.' }),
    endpoint: string({ computed: true, description: 'Endpoint of the registry.' }),
    endpoint_suffix: string({ computed: true, description: 'Path of the registry API below the endpoint.' }),
    base_content_paths: list(stringType, {
      computed: true,
      description: 'Paths to the repositories that hold the charts.',
    }),
    synchronization: bool({ computed: true, description: 'Whether Palette reads the charts.' }),
    private: bool({ computed: true, description: 'Whether the registry wants authentication.' }),
    labels: map(stringType, { computed: true, description: 'Labels of the registry in Palette.' }),
    scope: string({ computed: true, description: "Palette's word for who owns the registry." }),
    is_default: bool({ computed: true, description: 'Whether the registry comes with Palette.' }),
    sync_status: string({ computed: true, description: "Palette's word for the state of the last synchronization." }),
    sync_message: string({ computed: true, description: "Palette's message about the last synchronization." }),
    last_run_time: string({ computed: true, description: 'When the last synchronization started, RFC 3339.' }),
    last_synced_time: string({ computed: true, description: 'When the last synchronization succeeded, RFC 3339.' }),
  },
  rules: [exactlyOneOf('id', 'name')],
});

/** `data.palette_oci_registry` */
export const registryDataSource: DataSource<typeof schema, Connection> = {
  schema,
  async read({ config, signal }, connection) {
    const client = connection.client();
    const wanted = config.id ?? config.name ?? '';
    const argument = pathTo(config.id === null ? 'name' : 'id');
    return attempt({ tried: `look up the registry ${JSON.stringify(wanted)}`, signal, argument }, async () => {
      const location = await lookUpRegistry(client, wanted, { signal, includeSystem: true });
      const registry = await client.getRegistry(location.kind, location.uid, { signal });
      const { spec, status, metadata } = registry;
      const sync = status?.syncStatus;
      const isEcr = location.kind === 'ecr';
      const auth = spec && 'auth' in spec ? spec.auth : undefined;
      return {
        id: location.uid,
        name: location.name,
        type: location.kind,
        provider_type: spec?.providerType || 'helm',
        endpoint: spec?.endpoint ?? location.endpoint,
        endpoint_suffix: (spec && 'basePath' in spec && spec.basePath) || null,
        base_content_paths: splitBaseContentPaths(spec?.baseContentPath ?? ''),
        synchronization: spec?.isSyncSupported ?? sync?.isSyncSupported ?? false,
        private: isEcr ? Boolean(spec && 'isPrivate' in spec && spec.isPrivate) : (auth?.type ?? 'noAuth') !== 'noAuth',
        labels: metadata?.labels ?? {},
        scope: location.scope ?? null,
        is_default: location.isDefault,
        ...syncStateOf(sync),
        last_run_time: sync?.lastRunTime ?? null,
        last_synced_time: sync?.lastSyncedTime ?? null,
      };
    });
  },
};
