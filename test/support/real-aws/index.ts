/**
 * Amazon ECR in us-east-1 under AWS's own names, in a network namespace: docker-registry with its content in the starport
 * bucket, one moto for IAM, STS and ECR's API, which it enforces policies for, one for S3, and a front that adds what these
 * lack (front.ts). S3 is open: moto takes most signatures of S3 for wrong.
 *
 *     const aws = await RealAws.open();
 *     await aws.pushChart('platform/charts/web');
 *     await aws.namespace.run('node', [PALETTE_OCI, 'probe', REGISTRY_HOST, …], aws.clientEnvironment());
 *     await aws.close();
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueCertificate } from '../certificates';
import { DOCKER_REGISTRY } from '../docker-registry';
import { isOnPath, type MachinePart } from '../machine-parts';
import { enforceAuthentication, MOTO, type Moto, startMoto } from '../moto';
import { IPROUTE, NetworkNamespace } from '../network-namespace';
import { type ChartWishes, pushChart } from '../push-chart';
import { Front, storeDoor } from './front';
import { startMotoWithDoors } from './moto-doors';
import { type RegistryDoor } from './registry-door';
import { startStoreRegistry, type StoreRegistry } from './store-registry';
import { Tokens } from './tokens';

export { type Seen } from './front';
export { takeIam } from './take-iam';
export { type PaletteHere, startPalette } from './palette';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';
export const REGISTRY_HOST = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;
export const API_HOST = `api.ecr.${REGION}.amazonaws.com`;
export const STS_HOST = `sts.${REGION}.amazonaws.com`;
export const STARPORT_BUCKET = `prod-${REGION}-starport-layer-bucket`;
export const STARPORT_HOST = `${STARPORT_BUCKET}.s3.${REGION}.amazonaws.com`;
const AWS_HOSTS = [REGISTRY_HOST, API_HOST, STS_HOST, STARPORT_HOST];

const CURL: MachinePart = {
  name: 'curl',
  install: 'apt-get install -y --no-install-recommends curl',
  isThere: () => isOnPath('curl'),
};
export const REAL_AWS_PARTS: readonly MachinePart[] = [IPROUTE, DOCKER_REGISTRY, MOTO, CURL];

export class RealAws {
  static async open(otherHosts: readonly string[] = []): Promise<RealAws> {
    const hosts = [...AWS_HOSTS, ...otherHosts];
    const namespace = new NetworkNamespace({ hosts: Object.fromEntries(hosts.map((host) => [host, '127.0.0.1'])) });
    const aws = new RealAws(namespace);
    try {
      await aws.start(hosts);
      return aws;
    } catch (error) {
      await aws.close();
      throw error;
    }
  }

  /** PEM file of what all certificates here are signed by. */
  readonly caFile: string;
  private readonly folder = mkdtempSync(join(tmpdir(), 'real-aws-'));
  private readonly tokens = new Tokens();
  private store: StoreRegistry | undefined;
  private door: RegistryDoor | undefined;
  private opened: { readonly moto: Moto; readonly s3: Moto; readonly front: Front } | undefined;

  private constructor(readonly namespace: NetworkNamespace) {
    this.caFile = join(this.folder, 'ca.pem');
  }

  get moto(): Moto {
    return this.parts.moto;
  }

  get s3(): Moto {
    return this.parts.s3;
  }

  get front(): Front {
    return this.parts.front;
  }

  /** For clients that must trust the certificates here, and must not know anything else of this machine. */
  clientEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    const { PATH, TMPDIR } = process.env;
    return { PATH, TMPDIR, HOME: this.folder, NODE_EXTRA_CA_CERTS: this.caFile, ...more };
  }

  /** Things that the set-up does in AWS need no rights; after it signatures and policies are checked again. */
  async setUp<T>(run: (moto: Moto) => Promise<T>): Promise<T> {
    await enforceAuthentication(this.moto, false);
    const result = await run(this.moto);
    await enforceAuthentication(this.moto, true);
    return result;
  }

  async pushChart(repository: string, wishes?: ChartWishes): Promise<void> {
    const server = storeDoor(this.parts.door).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      await pushChart({ endpoint: `http://127.0.0.1:${port}` }, repository, wishes);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }

  /** As if twelve hours had passed since the last login. */
  expireTokens(): void {
    this.tokens.expireAll();
  }

  async close(): Promise<void> {
    this.opened?.front.close();
    await this.namespace.close();
    await this.opened?.moto.close();
    await this.opened?.s3.close();
    this.store?.remove();
    rmSync(this.folder, { recursive: true });
  }

  private get parts() {
    const { opened, door } = this;
    if (opened === undefined || door === undefined) throw new Error('this AWS has not started');
    return { ...opened, door };
  }

  private async start(hosts: readonly string[]): Promise<void> {
    const { namespace, caFile, tokens } = this;
    const authority = await issueCertificate({ name: 'Amazon of the tests', isAuthority: true });
    writeFileSync(caFile, authority.certificate);
    const [moto, s3, certificate] = await Promise.all([
      startMotoWithDoors(),
      startMoto(),
      issueCertificate({ name: 'amazonaws.com', issuer: authority, hosts }),
    ]);
    const registry = { socketPath: '' };
    const repositories = `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/`;
    const door = { moto, s3, tokens, registry, repositories };
    this.opened = { moto, s3, front: new Front(door, certificate).serve(await namespace.listen(443, '0.0.0.0')) };
    await createBucket(s3, STARPORT_BUCKET);
    await enforceAuthentication(moto, true);
    this.store = await startStoreRegistry({ namespace, bucket: STARPORT_BUCKET, region: REGION, caFile });
    this.door = Object.assign(door, { registry: this.store.upstream });
  }
}

export function policy(actions: readonly string[], resource: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: resource }],
  });
}

/** In a moto that does not look at signatures. */
export async function createBucket(moto: Moto, name: string, objects: Readonly<Record<string, string>> = {}) {
  const scope = 'Credential=setup/20260101/us-east-1/s3/aws4_request';
  const headers = { Authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0` };
  for (const [path, body] of [['', undefined], ...Object.entries(objects)] as const) {
    const response = await fetch(`${moto.endpoint}/${name}/${path}`, { method: 'PUT', headers, body });
    if (!response.ok) throw new Error(`PUT ${name}/${path}: ${response.status} ${await response.text()}`);
  }
}
