import { cpSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { type Certificate, issueCertificate } from '../../support/certificates';
import { type DockerRegistryWishes, startDockerRegistry } from '../../support/docker-registry';
import { FaultProxy, type FaultRule } from '../../support/fault-proxy';
import { blackHole, CONNECTION_FAULTS, cutWithin, reset } from '../../support/faults';
import { refusedHost, startTcpServer } from '../../support/odd-server';
import { startTokenServer } from '../../support/token-server';
import { fill, LOGIN } from './three-registries';

/** Where a client is sent, and what it is told to use there. */
export interface Target {
  readonly endpoint: string;
  readonly basePath: string;
  readonly ca?: string;
  readonly login?: typeof LOGIN;
  /** "127.0.0.1:40123" */
  readonly tokenServer?: string;
}

const BASE_PATH = 'platform/charts';
const CHART = { repository: `${BASE_PATH}/web`, tag: '1.0.0' };
/** More requests than a test makes. */
const ALWAYS = 1_000;

interface Served {
  readonly host: string;
  readonly endpoint: string;
  close(): Promise<void>;
}

const GZIP = 0x1f8b;

const isBlob: FaultRule['matches'] = ({ path }) => path.includes('/blobs/');

/** Starts registries that hold one chart each. Each way to fail is a method, and everything else about it is right. */
export class BrokenRegistries {
  private readonly open: Pick<Served, 'close'>[] = [];

  private constructor(
    private readonly folder: string,
    private readonly storage: string,
    private readonly authority: Certificate,
  ) {}

  static async start(folder: string): Promise<BrokenRegistries> {
    const filled = await fill(folder, [CHART]);
    const authority = await issueCertificate({ name: 'Private CA', isAuthority: true });
    const registries = new BrokenRegistries(folder, filled.folder, authority);
    registries.open.push(filled);
    return registries;
  }

  async close(): Promise<void> {
    await Promise.all(this.open.map((server) => server.close()));
  }

  async wrongPassword(): Promise<Target> {
    return { ...(await this.withPasswords()), login: { ...LOGIN, password: 'not the password' } };
  }

  async wrongPasswordAtTokenServer(): Promise<Target> {
    return { ...(await this.withTokens()), login: { ...LOGIN, password: 'not the password' } };
  }

  /** As Harbor does for robot accounts. */
  async unlistedRepositories(): Promise<Target> {
    return this.withTokens({ denied: 'registry' });
  }

  async plainHttpToTls(): Promise<Target> {
    const target = await this.withPasswords();
    return { ...target, endpoint: target.endpoint.replace('https:', 'http:'), ca: undefined };
  }

  async tlsToPlainHttp(): Promise<Target> {
    const { endpoint } = await this.registry({});
    return this.target({ endpoint: endpoint.replace('http:', 'https:') });
  }

  async wrongCertificateAuthority(): Promise<Target> {
    const other = await issueCertificate({ name: 'Another CA', isAuthority: true });
    return { ...(await this.withPasswords()), ca: other.certificate };
  }

  async expiredCertificate(): Promise<Target> {
    return this.withPasswords(await this.leaf({ validFromDay: -400, validToDay: -35 }));
  }

  async certificateOfTomorrow(): Promise<Target> {
    return this.withPasswords(await this.leaf({ validFromDay: 1 }));
  }

  async wrongHostName(): Promise<Target> {
    return this.withPasswords(await this.leaf({ hosts: ['registry.example.com'] }));
  }

  async missingBasePath(): Promise<Target> {
    return { ...(await this.withPasswords()), basePath: 'platform/chartz' };
  }

  async unreachablePort(): Promise<Target> {
    return this.target({ endpoint: `https://${await refusedHost()}` });
  }

  async hangsInTheHandshake(): Promise<Target> {
    const { host } = this.keep(await startTcpServer(CONNECTION_FAULTS.blackHole));
    return this.target({ endpoint: `https://${host}` });
  }

  async hangs(): Promise<Target> {
    return this.damaged({ fault: blackHole('before work'), matches: () => true });
  }

  async hangsAtBlobs(): Promise<Target> {
    return this.damaged({ fault: blackHole('before work'), matches: isBlob });
  }

  async resetsTheHandshake(): Promise<Target> {
    const { host } = this.keep(await startTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())));
    return this.target({ endpoint: `https://${host}` });
  }

  async resetsRequests(): Promise<Target> {
    return this.damaged({ fault: reset('before work'), matches: () => true });
  }

  async breaksOffBlobs(): Promise<Target> {
    return this.damaged({ fault: cutWithin('body', 'reset'), matches: isBlob });
  }

  /** The registry itself is well; its disk is not. */
  async truncatedBlobs(): Promise<Target> {
    const storage = join(this.folder, 'truncated');
    cpSync(this.storage, storage, { recursive: true });
    const archives = readdirSync(storage, { recursive: true, encoding: 'utf8' })
      .map((file) => join(storage, file))
      .filter((file) => file.endsWith('/data') && readFileSync(file).readUInt16BE() === GZIP);
    for (const file of archives) truncateSync(file, 100);
    return this.target(await this.registry({ storage }));
  }

  private keep<T extends Pick<Served, 'close'>>(server: T): T {
    this.open.push(server);
    return server;
  }

  private leaf(wishes: { hosts?: readonly string[]; validFromDay?: number; validToDay?: number } = {}) {
    return issueCertificate({ name: 'registry', issuer: this.authority, ...wishes });
  }

  private async withPasswords(tls?: Certificate): Promise<Target> {
    const users = { [LOGIN.username]: LOGIN.password };
    return { ...(await this.registry({ tls: tls ?? (await this.leaf()), users })), login: LOGIN };
  }

  private async withTokens(wishes: { readonly denied?: string } = {}): Promise<Target> {
    const identity = await this.leaf();
    const { realm, service, issuer } = this.keep(await startTokenServer({ identity, ...LOGIN, ...wishes }));
    const tokenServer = { realm, service, issuer };
    const served = await this.registry({ tls: identity, tokenServer, tokenAuthority: this.authority.certificate });
    return { ...served, login: LOGIN, tokenServer: new URL(realm).host };
  }

  private async registry(wishes: DockerRegistryWishes): Promise<Target> {
    const { endpoint } = this.keep(await startDockerRegistry({ storage: this.storage, ...wishes }));
    return this.target({ endpoint });
  }

  /** A registry behind a proxy that damages what it passes on. */
  private async damaged(rule: FaultRule): Promise<Target> {
    const { endpoint } = await this.registry({});
    const proxy = this.keep(await FaultProxy.start(endpoint));
    proxy.onRequest({ ...rule, times: ALWAYS });
    return this.target({ endpoint: proxy.url });
  }

  private target({ endpoint }: { readonly endpoint: string }): Target {
    const ca = endpoint.startsWith('https:') ? this.authority.certificate : undefined;
    return { endpoint, ca, basePath: BASE_PATH };
  }
}
