import { gunzipSync } from 'node:zlib';
import { type OciRegistry } from '../oci';
import { findTarEntry } from './tar';

const CHART_LAYER = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';

/**
 * The chart's default values, out of its content layer. Palette stores them too, so its synchronization has to read each
 * layer to the end: with ECR that is the step which needs the S3 host.
 */
export async function readChartValues(
  registry: OciRegistry,
  repository: string,
  reference: string,
  signal: AbortSignal,
): Promise<string> {
  const manifest = await registry.getManifest(repository, reference, { signal });
  const layer = manifest.layers.find(({ mediaType }) => mediaType === CHART_LAYER);
  if (layer === undefined) return '';
  const archive = gunzipSync(await registry.getBlob(repository, layer.digest, { signal }));
  // Charts of charts hold more values files deeper down; only "<chart>/values.yaml" is the chart's own.
  return findTarEntry(archive, /^[^/]+\/values\.yaml$/)?.toString('utf8') ?? '';
}
