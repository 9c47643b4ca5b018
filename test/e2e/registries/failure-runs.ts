import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TerraformFolder } from '../../support/terraform';
import { type Target } from './broken-registries';
import { type CliProbe, probeByCli } from './probe-by-cli';

export interface Told {
  readonly summary: string;
  readonly detail: string;
}

type Targets = Readonly<Record<string, Target>>;

interface JsonLine {
  readonly diagnostic?: { readonly summary: string; readonly detail: string; readonly address?: string };
}

/** In Terraform, and in Palette. */
export function resourceName(name: string): string {
  return name.replaceAll(' ', '_');
}

/** The arguments that a registry and a probe have in common. */
function common({ endpoint, basePath, ca, login }: Target, passwordArgument: string): string {
  const basic =
    login &&
    `username = ${JSON.stringify(login.username)}\n    ${passwordArgument} = ${JSON.stringify(login.password)}`;
  return `
  endpoint           = "${endpoint}"
  base_content_paths = ["${basePath}"]
  basic {
    ${basic ?? ''}
  }
  ${ca === undefined ? '' : `tls {\n    ca_certificate = ${JSON.stringify(ca)}\n  }`}`;
}

/** Registers all of them in one command. @returns what each was told, by its name */
export async function register(
  folder: TerraformFolder,
  targets: Targets,
): Promise<Readonly<Record<string, readonly Told[]>>> {
  const resources = Object.entries(targets).map(([title, target]) => {
    const name = resourceName(title);
    return `resource "palette_oci_registry" "${name}" {\n  name = "${name}"${common(target, 'password_wo')}\n}\n`;
  });
  folder.write('main.tf', resources.join('\n'));
  await folder.init();
  const { stdout } = await folder.run('apply', '-auto-approve', '-input=false', '-json', '-parallelism=20');
  const told = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .flatMap((line) => (JSON.parse(line) as JsonLine).diagnostic ?? []);
  return Object.fromEntries(
    Object.keys(targets).map((name) => {
      const own = told.filter(({ address }) => address === `palette_oci_registry.${resourceName(name)}`);
      return [name, own.map(({ summary, detail }) => ({ summary, detail }))];
    }),
  );
}

type Probe = Pick<CliProbe, 'ok' | 'checks'>;

/** Probes all of them in one command. @returns what the data source found, by the name of the target */
export async function probeByTerraform(
  folder: TerraformFolder,
  targets: Targets,
): Promise<Readonly<Record<string, Probe>>> {
  const sources = Object.entries(targets).map(
    ([name, target]) => `data "palette_registry_probe" "${resourceName(name)}" {${common(target, 'password')}\n}\n`,
  );
  const found = Object.keys(targets).map((name) => {
    const address = `data.palette_registry_probe.${resourceName(name)}`;
    return `    ${JSON.stringify(name)} = { ok = ${address}.ok, checks = ${address}.checks }\n`;
  });
  const output = `output "found" {\n  value = {\n${found.join('')}  }\n}\n`;
  folder.write('main.tf', [...sources, output].join('\n'));
  await folder.init();
  await folder.succeed('apply', '-auto-approve', '-input=false', '-no-color', '-parallelism=20');
  const { stdout } = await folder.succeed('output', '-json', 'found');
  return JSON.parse(stdout) as Record<string, Probe>;
}

/** Probes one of them with the command line. */
export async function probeWithCli(
  folder: string,
  name: string,
  target: Target,
): Promise<Probe & { readonly code: number }> {
  const { endpoint, basePath, ca, login } = target;
  const caFile = ca === undefined ? undefined : join(folder, `${resourceName(name)}.pem`);
  if (caFile !== undefined && ca !== undefined) writeFileSync(caFile, ca);
  const { code, probe } = await probeByCli({ endpoint, basePaths: [basePath], caFile, login });
  const checks = probe.checks.map(({ name: check, ok, detail }) => ({ name: check, ok, detail }));
  return { code, ok: probe.ok, checks };
}
