import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { issueCertificate } from '../../support/certificates';
import { type DockerRegistry, startDockerRegistry } from '../../support/docker-registry';
import { pushChart } from '../../support/push-chart';

/** As the README's first example has them. */
const HOST = 'harbor.example.com';
const USERNAME = 'robot$palette';
export const PASSWORD = 'a-password-of-the-test';
const CHARTS = ['platform/charts/ingress', 'team-a/charts/shop'];

interface Ready {
  readonly url: string;
  readonly apiKey: string;
}

/**
 * The places that the README's first example speaks of: a real registry at https://harbor.example.com with charts, and the
 * sandbox of an installed package in Palette's place. Only Palette connects to the registry, so only the sandbox's process
 * is told where that name leads and which authority signed its certificate.
 */
export class Harbor {
  private constructor(
    private readonly folder: string,
    private readonly registry: DockerRegistry,
  ) {}

  static async start(): Promise<Harbor> {
    const authority = await issueCertificate({ name: 'Authority of the test', isAuthority: true });
    const tls = await issueCertificate({ name: HOST, issuer: authority, hosts: [HOST, '127.0.0.1'] });
    const registry = await startDockerRegistry({ tls, users: { [USERNAME]: PASSWORD } });
    const authorization = `Basic ${Buffer.from(`${USERNAME}:${PASSWORD}`).toString('base64')}`;
    const target = { endpoint: registry.endpoint, ca: authority.certificate, authorization };
    for (const repository of CHARTS) await pushChart(target, repository);
    const folder = mkdtempSync(join(tmpdir(), 'harbor-'));
    writeFileSync(join(folder, 'authority.pem'), authority.certificate);
    writeFileSync(join(folder, 'names.cjs'), nameLeadsTo(registry.host));
    return new Harbor(folder, registry);
  }

  /** @param file `palette-oci` of an installed package */
  async startPalette(file: string): Promise<Palette> {
    const names = ['--require', join(this.folder, 'names.cjs')];
    const env = { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: join(this.folder, 'authority.pem') };
    const args = [...names, file, 'sandbox', '--json', '--exit-with-stdin', '--no-sample-registry'];
    const child = spawn(process.execPath, args, { cwd: this.folder, env, stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return new Palette(child, JSON.parse(line) as Ready);
  }

  async close(): Promise<void> {
    await this.registry.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What DNS and port 443 would do, which belong to the whole machine. */
function nameLeadsTo(place: string): string {
  const [host, port] = place.split(':');
  return `const tls = require('node:tls');
const { connect } = tls;
tls.connect = (options, ...more) =>
  connect(options.host === '${HOST}' ? { ...options, host: '${host}', port: ${port} } : options, ...more);
`;
}

/** The sandbox as a process. */
export class Palette implements Ready {
  readonly url: string;
  readonly apiKey: string;

  constructor(
    private readonly child: ChildProcess,
    ready: Ready,
  ) {
    this.url = ready.url;
    this.apiKey = ready.apiKey;
  }

  /** Names of the registries that Palette lists beside its own two, and of the charts that it found there. */
  async shows(): Promise<{ registries: readonly string[]; charts: readonly string[] }> {
    const registries = await this.ask('GET', '/v1/registries/oci/summary');
    const charts = await this.ask('POST', '/v1/packs/search?limit=50', { filter: {} });
    return { registries: registries.filter((name) => !/^Palette .*Registry$/.test(name)), charts };
  }

  private async ask(method: string, path: string, body?: object): Promise<readonly string[]> {
    const headers = { apiKey: this.apiKey, 'content-type': 'application/json' };
    const answer = await fetch(`${this.url}${path}`, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    const { items } = (await answer.json()) as { items: readonly { readonly metadata: { readonly name: string } }[] };
    return items.map(({ metadata }) => metadata.name).sort();
  }

  async close(): Promise<void> {
    this.child.stdin?.end();
    if (this.child.exitCode === null) await once(this.child, 'exit');
  }
}
