import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartArchive, digestOf } from './push-chart';

/** One tag of a repository with what is behind it. */
export interface LayoutEntry {
  readonly repository: string;
  readonly tag: string;
  /** The version in Chart.yaml. @default the tag */
  readonly version?: string;
  /** @default "chart" */
  readonly kind?: 'chart' | 'image' | 'signature';
}

/** Where an OCI layout has an entry: its `org.opencontainers.image.ref.name`. */
export function layoutName({ repository, tag }: LayoutEntry): string {
  return `${repository.replaceAll('/', '.')}.${tag}`;
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const TYPES = {
  chart: ['application/vnd.cncf.helm.config.v1+json', 'application/vnd.cncf.helm.chart.content.v1.tar+gzip'],
  image: ['application/vnd.oci.image.config.v1+json', 'application/vnd.oci.image.layer.v1.tar+gzip'],
  signature: ['application/vnd.oci.image.config.v1+json', 'application/vnd.dev.cosign.simplesigning.v1+json'],
} as const;

/** Writes an OCI image layout (https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md). */
export function writeChartLayout(folder: string, entries: readonly LayoutEntry[]): void {
  mkdirSync(join(folder, 'blobs', 'sha256'), { recursive: true });
  const put = (content: Buffer): { digest: string; size: number } => {
    const digest = digestOf(content);
    writeFileSync(join(folder, 'blobs', ...digest.split(':')), content);
    return { digest, size: content.length };
  };
  const manifests = entries.map((entry) => {
    const [configType, layerType] = TYPES[entry.kind ?? 'chart'];
    const { config, layer } = contentOf(entry);
    const manifest = {
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: { mediaType: configType, ...put(config) },
      layers: [{ mediaType: layerType, ...put(layer) }],
    };
    const annotations = { 'org.opencontainers.image.ref.name': layoutName(entry) };
    return { mediaType: MANIFEST, ...put(Buffer.from(JSON.stringify(manifest))), annotations };
  });
  writeFileSync(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
}

function contentOf({
  repository,
  tag,
  version = tag,
  kind = 'chart',
}: LayoutEntry): Record<'config' | 'layer', Buffer> {
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  const chart = { apiVersion: 'v2', name, version, description: `The chart ${name}`, type: 'application' };
  const image = { architecture: 'amd64', os: 'linux', config: {}, rootfs: { type: 'layers', diff_ids: [] } };
  const config = Buffer.from(JSON.stringify(kind === 'chart' ? chart : image));
  return { config, layer: chartArchive(name, chart) };
}
