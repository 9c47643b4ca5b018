import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type NetworkNamespace } from '../network-namespace';
import { type Upstream } from './relay';

export interface StoreRegistryWishes {
  readonly namespace: NetworkNamespace;
  /** Where the content lies; requests for blobs are redirected to it. */
  readonly bucket: string;
  readonly region: string;
  /** File with the certificate of the bucket's host. */
  readonly caFile: string;
}

export interface StoreRegistry {
  readonly upstream: Upstream;
  /** The process ends with its namespace. */
  remove(): void;
}

/** docker-registry that keeps its content in Amazon S3, reached by its real name; clients come through a socket file. */
export async function startStoreRegistry(wishes: StoreRegistryWishes): Promise<StoreRegistry> {
  const { namespace, bucket, region, caFile } = wishes;
  const folder = mkdtempSync(join(tmpdir(), 'store-registry-'));
  const socketPath = join(folder, 'registry.sock');
  const configuration = {
    version: 0.1,
    log: { level: 'info' },
    storage: {
      s3: { accesskey: 'amazon', secretkey: 'ecr', region, bucket, secure: true, v4auth: true },
      delete: { enabled: true },
    },
    http: { net: 'unix', addr: socketPath, secret: 'test' },
  };
  // JSON is YAML too, so no library is needed.
  writeFileSync(join(folder, 'config.json'), JSON.stringify(configuration), { mode: 0o600 });
  const child = namespace.start('docker-registry', ['serve', join(folder, 'config.json')], {
    PATH: process.env['PATH'],
    SSL_CERT_FILE: caFile,
    // Without it the SDK for Go uses S3's global name in this region.
    AWS_S3_US_EAST_1_REGIONAL_ENDPOINT: 'regional',
    OTEL_TRACES_EXPORTER: 'none',
  });
  await listening(child);
  return { upstream: { socketPath }, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function listening(child: ChildProcess): Promise<void> {
  if (child.stderr === null) throw new Error('docker-registry was started without a pipe for its log');
  const lines: string[] = [];
  const log = createInterface(child.stderr);
  log.on('line', (line) => lines.push(line));
  const isUp = new Promise<void>((resolve) =>
    log.on('line', (line) => {
      if (line.includes('listening on')) resolve();
    }),
  );
  const ended = once(child, 'exit').then(() => {
    throw new Error(`docker-registry did not start:\n${lines.join('\n')}`);
  });
  await Promise.race([isUp, ended]);
  ended.catch(() => undefined);
}
