import { type Chart, contentTags, HELM_CONFIG, ifThere, readChartsIn } from '../charts';
import { type OciDescriptor, type OciManifest } from '../manifest';
import { OciError } from '../oci-error';
import { type OciRegistry } from '../registry';
import { newestFirst } from '../version-order';
import { counted, type Finding } from './check-list';

/** Repositories to look into: some are listed although they are empty. */
const MOST_TRIES = 10;
/** Helm charts are far smaller; the layers of images need not be. */
const LARGEST_BYTES = 16 << 20;
const KEPT_THERE = 'keeps this content there';

export interface Shelf {
  readonly registry: OciRegistry;
  readonly repositories: readonly string[];
}

export interface Content {
  readonly registry: OciRegistry;
  readonly repository: string;
  readonly blob: OciDescriptor;
}

/** Reads the newest manifest of the first repository that has one with content. */
export async function readManifest({ registry, repositories }: Shelf, signal: AbortSignal): Promise<Finding<Content>> {
  for (const repository of repositories.slice(0, MOST_TRIES)) {
    const tags = contentTags((await ifThere(registry.listTags(repository, { signal }))) ?? []);
    const [newest] = tags.sort(newestFirst);
    if (newest === undefined) continue;
    const manifest = await registry.getManifest(repository, newest, { signal });
    const blob = blobOf(manifest);
    if (blob === undefined) continue;
    const kind =
      manifest.config?.mediaType === HELM_CONFIG ? 'a Helm chart' : `no Helm chart but ${manifest.mediaType}`;
    return { detail: `Read "${newest}" of "${repository}", ${kind}.`, found: { registry, repository, blob } };
  }
  const some = repositories.slice(0, MOST_TRIES).map((name) => `"${name}"`);
  throw new OciError(
    'missing-base-path',
    `None of the repositories ${some.join(', ')} has a tag with content. Expected a chart. Push one, or correct the base paths.`,
  );
}

/** The chart itself: small blobs like the config could come from somewhere else than all the rest. */
function blobOf({ config, layers }: OciManifest): OciDescriptor | undefined {
  return [...layers, ...(config === undefined ? [] : [config])].find(({ size }) => size <= LARGEST_BYTES);
}

/** Reads a blob to its end, from wherever the registry keeps it, and compares its digest. */
export async function readBlob({ registry, repository, blob }: Content, signal: AbortSignal): Promise<Finding<true>> {
  const { content, host } = await registry
    .getBlobFrom(repository, blob.digest, { signal, limitBytes: LARGEST_BYTES })
    .catch((error: unknown) => {
      throw aboutStore(error, registry.host);
    });
  const what = `Read ${content.length} bytes of "${repository}"; their digest is right.`;
  if (host === registry.host) return { detail: `${what} The registry serves content itself.`, found: true };
  const where = `The registry keeps content at "${host}", which got no credentials. That host must be reachable, too.`;
  return { detail: `${what} ${where}`, found: true };
}

/** Failures of the connection say this by themselves; an answer of another host looks like one of the registry. */
function aboutStore(error: unknown, ownHost: string): unknown {
  if (!(error instanceof OciError) || error.url === undefined || error.message.includes(KEPT_THERE)) return error;
  const { host } = new URL(error.url);
  if (host === ownHost) return error;
  const [sentences = '', ...evidence] = error.message.split('\n\n');
  const advice =
    error.reason === 'forbidden'
      ? ' Something on the way may forbid it: the policy of a VPC endpoint, for example, that lets only some requests through.'
      : '';
  const text = `${sentences.replace(`The registry "${host}"`, `The content server "${host}"`)} The registry "${ownHost}" ${KEPT_THERE}.${advice}`;
  return new OciError(error.reason, [text, ...evidence].join('\n\n'), error);
}

export async function findCharts(
  { registry, repositories }: Shelf,
  signal: AbortSignal,
): Promise<Finding<readonly Chart[]>> {
  const charts = await readChartsIn(registry, repositories, { signal });
  const versions = charts.flatMap((chart) => chart.versions).length;
  const found = `Found ${counted(charts.length, 'Helm chart')} in ${counted(versions, 'version')}.`;
  return { detail: charts.length === 0 ? 'There is no Helm chart.' : found, found: charts };
}
