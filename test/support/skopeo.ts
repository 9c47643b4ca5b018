import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LayoutEntry, layoutName } from './chart-layout';
import { isOnPath, type MachinePart } from './machine-parts';

export const SKOPEO: MachinePart = {
  name: 'skopeo',
  install: 'apt-get install -y --no-install-recommends skopeo',
  isThere: () => isOnPath('skopeo'),
};

export interface SkopeoAccess {
  /** "127.0.0.1:40123" */
  readonly host: string;
  /** PEM. @default - plain HTTP */
  readonly ca?: string;
  /** @default - anonymous */
  readonly login?: { readonly username: string; readonly password: string };
}

/** The client of others (github.com/containers/skopeo) at one registry. What it keeps is in a folder of the test. */
export class Skopeo {
  private readonly access: readonly string[];

  constructor(
    private readonly folder: string,
    private readonly registry: SkopeoAccess,
  ) {
    const { ca, login } = registry;
    if (ca !== undefined) {
      mkdirSync(join(folder, 'certificates'), { recursive: true });
      writeFileSync(join(folder, 'certificates', 'ca.crt'), ca);
    }
    this.access = [
      ...(ca === undefined ? ['tls-verify=false'] : [`cert-dir=${join(folder, 'certificates')}`]),
      login === undefined ? 'no-creds' : `creds=${login.username}:${login.password}`,
    ];
  }

  /** Copies an entry of an OCI layout to its repository and tag. */
  async push(layout: string, entry: LayoutEntry): Promise<void> {
    const target = `docker://${this.registry.host}/${entry.repository}:${entry.tag}`;
    await this.run('copy', ...this.options('dest-'), '--quiet', `oci:${layout}:${layoutName(entry)}`, target);
  }

  /** @throws what skopeo says where there is no such repository, or no access */
  async listTags(repository: string): Promise<readonly string[]> {
    const answer = await this.run('list-tags', ...this.options(''), `docker://${this.registry.host}/${repository}`);
    return (JSON.parse(answer) as { Tags: readonly string[] }).Tags;
  }

  /** Media type of the config, by which an artifact says what it is. */
  async configMediaType(repository: string, tag: string): Promise<string> {
    const image = `docker://${this.registry.host}/${repository}:${tag}`;
    const manifest = JSON.parse(await this.run('inspect', '--raw', ...this.options(''), image));
    return (manifest as { config: { mediaType: string } }).config.mediaType;
  }

  private options(prefix: string): readonly string[] {
    return this.access.map((option) => `--${prefix}${option}`);
  }

  private run(...args: readonly string[]): Promise<string> {
    // Which signatures are asked for is the matter of this machine's policy, not of these tests.
    const env = { PATH: process.env['PATH'], HOME: this.folder, TMPDIR: this.folder };
    return new Promise((resolve, reject) => {
      execFile('skopeo', ['--insecure-policy', ...args], { env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(`skopeo ${args[0]} ${args.at(-1)} ended with ${error.code}: ${stderr.trim()}`));
      });
    });
  }
}
