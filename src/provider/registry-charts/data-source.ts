import { attribute, type DataSource, defineSchema, failure, notEmpty, pathTo } from '../../bridge/framework';
import { hasRegistry, listCharts } from '../../palette';
import type { Connection } from '../connection';
import { attempt } from '../palette-failure';

const { string, list, stringType, listType, objectType } = attribute;

const chartType = objectType({ name: stringType, display_name: stringType, versions: listType(stringType) });

const schema = defineSchema({
  description:
    "The charts or packs that Palette's synchronization found in a registry: what the profile editor offers.",
  attributes: {
    registry_id: string({
      required: true,
      validators: [notEmpty()],
      description: 'Uid of the registry, such as `palette_oci_registry.charts.id`.',
    }),
    name: string({ optional: true, validators: [notEmpty()], description: 'Only the chart or pack of this name.' }),
    charts: list(chartType, {
      computed: true,
      description:
        "The charts by name, each with `name`, `display_name` and `versions` (in Palette's order). Empty as long as nothing is synchronized.",
    }),
  },
});

/** `data.palette_oci_registry_charts` */
export const registryChartsDataSource: DataSource<typeof schema, Connection> = {
  schema,
  async read({ config, signal }, connection) {
    const client = connection.client();
    const { registry_id: uid, name } = config;
    const tried = `list the charts of the registry with uid ${JSON.stringify(uid)}`;
    const charts = await attempt({ tried, signal }, async () => {
      const found = await listCharts(client, { registryUid: uid, name: name ?? undefined }, { signal });
      // A search in a registry that is not there finds nothing, too.
      if (found.length === 0 && !(await hasRegistry(client, uid, { signal }))) throw noRegistry(uid);
      return found;
    });
    const shown = charts.map((chart) => ({
      name: chart.name,
      display_name: chart.displayName || chart.name,
      versions: chart.versions,
    }));
    return { ...config, charts: shown };
  },
};

function noRegistry(uid: string) {
  return failure(
    'Registry Not Found',
    `Palette has no OCI registry with the uid ${JSON.stringify(uid)}. Expected a uid, such as the "id" of a ` +
      '"palette_oci_registry"; the data source of that name finds it by the name of the registry.',
    pathTo('registry_id'),
  );
}
