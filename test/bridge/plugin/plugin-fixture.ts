import {
  createHostCertificate,
  type HostCertificate,
  PluginHost,
  type PluginHostOptions,
  PluginProcess,
} from '../../support/plugin-host';
import { compileChild, makeTemporaryFolder, type TemporaryFolder } from './child-program';

export const COOKIE = { name: 'TEST_COOKIE', value: 'chocolate' } as const;

/** The compiled plugin of `children/plugin.ts`, and everything that a test started with it. */
export class PluginFixture {
  private readonly folder: TemporaryFolder = makeTemporaryFolder();
  private readonly started: PluginProcess[] = [];
  readonly script = compileChild('plugin', this.folder);

  private constructor(readonly certificate: HostCertificate) {}

  static async create(): Promise<PluginFixture> {
    return new PluginFixture(await createHostCertificate());
  }

  /** Sockets are made in the fixture's folder: a plugin that a test kills early leaves its own behind. */
  options(behaviour: string, options: Partial<PluginHostOptions> = {}): PluginHostOptions {
    return {
      command: process.execPath,
      args: [this.script, behaviour],
      magicCookie: COOKIE,
      protocolVersions: '5,6',
      certificate: this.certificate,
      ...options,
      environment: {
        NODE_EXTRA_CA_CERTS: undefined,
        PLUGIN_UNIX_SOCKET_DIR: this.folder.path,
        ...options.environment,
      },
    };
  }

  /** A plugin that shook hands. */
  async host(behaviour = 'ordinary', options?: Partial<PluginHostOptions>): Promise<PluginHost> {
    const host = await PluginHost.start(this.options(behaviour, options));
    this.started.push(host.process);
    return host;
  }

  /** A process that need not become a plugin. */
  process(behaviour = 'ordinary', options?: Partial<PluginHostOptions>): PluginProcess {
    const plugin = new PluginProcess(this.options(behaviour, options));
    this.started.push(plugin);
    return plugin;
  }

  /** For afterEach. */
  async killAll(): Promise<void> {
    for (const plugin of this.started.splice(0)) {
      plugin.signal('SIGKILL');
      await plugin.exited;
    }
  }

  /** For afterAll. */
  remove(): void {
    this.folder.remove();
  }
}
