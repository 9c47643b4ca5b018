import { findRepositories } from './find-repositories';
import { mapInParallel } from './map-in-parallel';
import { type OciManifest } from './manifest';
import { OciError } from './oci-error';
import { type CallOptions } from './options';
import { type OciRegistry } from './registry';
import { parseObject } from './status-failures';
import { newestFirst } from './version-order';

/** Helm's media type for a chart's Chart.yaml as JSON (HIP 6). */
export const HELM_CONFIG = 'application/vnd.cncf.helm.config.v1+json';
const CONFIG_LIMIT = 1 << 20;
/** More connections are slower, not faster, where the registry checks a bcrypt hash for every request. */
const CONCURRENCY = 4;
/** cosign keeps signatures as tags beside what they sign; they are no charts, and there may be many. */
const SIGNATURE_TAG = /^sha256-[0-9a-f]{64}(\.\w+)?$/;

export interface ChartVersion {
  /** As in Chart.yaml: "1.2.0+build", though the tag is "1.2.0_build". */
  readonly version: string;
  /** Of the manifest. */
  readonly digest: string;
  readonly description?: string;
  readonly appVersion?: string;
}

export interface Chart {
  readonly name: string;
  /** Full path: "team/charts/web". */
  readonly repository: string;
  /** Newest first; never empty. */
  readonly versions: readonly ChartVersion[];
}

export interface ReadChartsOptions extends CallOptions {
  /** Requests under way at a time. @default 4 */
  readonly concurrency?: number;
}

/**
 * The Helm charts at or below the base paths, sorted by name. Other artifacts are passed over.
 * @throws OciError, with reason 'missing-base-path' when a base path holds no repository
 */
export async function readCharts(
  registry: OciRegistry,
  basePaths: readonly string[],
  options: ReadChartsOptions = {},
): Promise<Chart[]> {
  return readChartsIn(registry, await findRepositories(registry, basePaths, options), options);
}

/** The same for repositories that are known already. */
export async function readChartsIn(
  registry: OciRegistry,
  repositories: readonly string[],
  { signal, concurrency = CONCURRENCY }: ReadChartsOptions = {},
): Promise<Chart[]> {
  const tags = await mapInParallel(repositories, concurrency, async (repository) => {
    const found = await ifThere(registry.listTags(repository, { signal }));
    return contentTags(found ?? []).map((tag) => ({ repository, tag }));
  });
  const read = await mapInParallel(tags.flat(), concurrency, async ({ repository, tag }) => {
    const manifest = await ifThere(registry.getManifest(repository, tag, { signal }));
    if (manifest?.config?.mediaType !== HELM_CONFIG) return [];
    const config = await registry.getBlob(repository, manifest.config.digest, { signal, limitBytes: CONFIG_LIMIT });
    return [{ repository, ...readConfig(repository, tag, manifest, config) }];
  });
  return gather(read.flat());
}

/** Without those of signatures. */
export function contentTags(tags: readonly string[]): string[] {
  return tags.filter((tag) => !SIGNATURE_TAG.test(tag));
}

interface ReadVersion extends ChartVersion {
  readonly name: string;
  readonly repository: string;
}

/** Deleted between two requests, or listed although its last tag is gone, is no error. */
export async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof OciError && error.reason === 'not-found') return undefined;
    throw error;
  }
}

/** Tags cannot hold "+", so Helm writes "_"; the config has the version as it is. */
function readConfig(
  repository: string,
  tag: string,
  { digest }: OciManifest,
  config: Buffer,
): ChartVersion & { readonly name: string } {
  const chart = parseObject(config) ?? {};
  const text = (key: string): string | undefined => {
    const value = chart[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    name: text('name') ?? repository.slice(repository.lastIndexOf('/') + 1),
    version: text('version') ?? tag.replaceAll('_', '+'),
    digest,
    description: text('description'),
    appVersion: text('appVersion'),
  };
}

/** One chart for each repository and name. Several tags of one version (and "latest") count once. */
function gather(versions: readonly ReadVersion[]): Chart[] {
  const charts = new Map<string, { name: string; repository: string; versions: Map<string, ChartVersion> }>();
  for (const { name, repository, ...version } of versions) {
    const key = `${name}\n${repository}`;
    const chart = charts.get(key) ?? { name, repository, versions: new Map() };
    chart.versions.set(version.version, version);
    charts.set(key, chart);
  }
  return [...charts.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, chart]) => ({
      ...chart,
      versions: [...chart.versions.values()].sort((a, b) => newestFirst(a.version, b.version)),
    }));
}
