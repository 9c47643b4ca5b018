import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { writeTar } from './tar';

export interface SampleManifest {
  readonly tag: string;
  readonly digest: string;
  readonly bytes: Buffer;
}

export interface SampleContent {
  /** Repository name -> its manifests, oldest first. */
  readonly repositories: ReadonlyMap<string, readonly SampleManifest[]>;
  /** Digest -> bytes. */
  readonly blobs: ReadonlyMap<string, Buffer>;
}

/** Where the sample charts live: what goes into the form's Base Content Path. */
export const SAMPLE_BASE_CONTENT_PATH = 'platform/charts';
export const MANIFEST_MEDIA_TYPE = 'application/vnd.oci.image.manifest.v1+json';

const SAMPLES: readonly { name: string; description: string; versions: readonly string[]; values: string }[] = [
  {
    name: 'hello',
    description: 'A deployment that greets over HTTP',
    versions: ['1.0.0', '1.1.0', '1.2.0'],
    values: 'replicaCount: 1\ngreeting: Hello from the sample registry\n',
  },
  {
    name: 'ingress-gateway',
    description: 'A gateway in front of the other charts',
    versions: ['0.4.0', '0.5.0-rc.1'],
    values: 'service:\n  type: ClusterIP\n  port: 8080\n',
  },
  {
    name: 'message-queue',
    description: 'A small queue with persistent storage',
    versions: ['3.2.1'],
    values: 'persistence:\n  enabled: true\n  size: 1Gi\n',
  },
];

/** Builds real Helm charts as Helm itself would push them: a config blob, a gzipped tar layer and a manifest. */
export function sampleContent(): SampleContent {
  const blobs = new Map<string, Buffer>();
  const addBlob = (bytes: Buffer): { digest: string; size: number } => {
    const digest = digestOf(bytes);
    blobs.set(digest, bytes);
    return { digest, size: bytes.length };
  };
  const repositories = new Map<string, SampleManifest[]>();
  for (const { name, description, versions, values } of SAMPLES) {
    const manifests = versions.map((version): SampleManifest => {
      const chart = { apiVersion: 'v2', name, version, appVersion: version, description, type: 'application' };
      const manifest = {
        schemaVersion: 2,
        mediaType: MANIFEST_MEDIA_TYPE,
        config: {
          mediaType: 'application/vnd.cncf.helm.config.v1+json',
          ...addBlob(Buffer.from(JSON.stringify(chart))),
        },
        layers: [
          {
            mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
            ...addBlob(chartArchive(chart, values)),
          },
        ],
      };
      const bytes = Buffer.from(JSON.stringify(manifest));
      return { tag: version, digest: digestOf(bytes), bytes };
    });
    repositories.set(`${SAMPLE_BASE_CONTENT_PATH}/${name}`, manifests);
  }
  return { repositories, blobs };
}

function chartArchive(chart: Record<string, string>, values: string): Buffer {
  const chartYaml = Object.entries(chart).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  const files = [
    { name: `${chart.name}/Chart.yaml`, content: chartYaml.join('') },
    { name: `${chart.name}/values.yaml`, content: values },
    { name: `${chart.name}/templates/configmap.yaml`, content: TEMPLATE },
  ];
  return gzipSync(writeTar(files));
}

const TEMPLATE = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-{{ .Chart.Name }}
data:
  values: {{ toJson .Values | quote }}
`;

export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
