import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type PaletteWorld, PROVIDER_VERSION } from '../support/palette-folder';
import { temporaryFolder } from '../support/temporary-folder';
import { type TerraformFolder } from '../support/terraform';

/**
 * What each release left behind at its users: configuration, state, and what Palette has. One folder a version, written
 * by that version and never again. For a new one: WRITE_STATES=1 npx jest test/package/states
 */
const STATES = join(__dirname, 'states');
const CHANGELOG = resolve(__dirname, '..', '..', 'CHANGELOG.md');

/** Versions whose state is kept. */
export function keptVersions(): readonly string[] {
  return readdirSync(STATES).sort();
}

/** Versions that the change log has a section for, the coming one among them. */
export function releasedVersions(): readonly string[] {
  return [...readFileSync(CHANGELOG, 'utf8').matchAll(/^## (\d+\.\d+\.\d+)/gm)].map(([, version = '']) => version);
}

/** State of a version, as Terraform keeps it. */
export function stateOf(version: string): StateFile {
  return JSON.parse(readFileSync(join(STATES, version, 'state.json'), 'utf8')) as StateFile;
}

/** A folder in which a user of that version works on with today's provider, and Palette as it was then. */
export async function takenOver(world: PaletteWorld, version: string): Promise<TerraformFolder> {
  const kept = join(STATES, version);
  const dataFile = join(temporaryFolder(), 'palette.json');
  copyFileSync(join(kept, 'palette.json'), dataFile);
  const folder = world.folder(await world.sandbox({ dataFile }));
  folder.write('main.tf', readFileSync(join(kept, 'main.tf'), 'utf8'));
  folder.write('terraform.tfstate', readFileSync(join(kept, 'state.json'), 'utf8'));
  return folder.init();
}

/** Keeps what this version leaves behind. */
export async function writeState(world: PaletteWorld): Promise<void> {
  const place = join(STATES, PROVIDER_VERSION);
  if (existsSync(place)) throw new Error(`${place} is there already: it is what users of ${PROVIDER_VERSION} have`);
  const dataFile = join(temporaryFolder(), 'palette.json');
  const sandbox = await world.sandbox({ dataFile });
  const hcl = everyKindOfRegistry(sandbox);
  const folder = await world.folder(sandbox).write('main.tf', hcl).init();
  await folder.succeed('apply', '-auto-approve', '-input=false');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'main.tf'), hcl);
  writeFileSync(join(place, 'state.json'), folder.read('terraform.tfstate'));
  // Without the sample registry's private key: it is made anew.
  const palette = JSON.parse(readFileSync(dataFile, 'utf8')) as object;
  writeFileSync(join(place, 'palette.json'), JSON.stringify({ ...palette, sampleRegistry: undefined }, null, 2));
}

type SampleWorld = Awaited<ReturnType<PaletteWorld['sandbox']>>;

/** Each block and each way to give a secret once. Only the first one was ever connected to. */
function everyKindOfRegistry({ sampleRegistry: sample }: SampleWorld): string {
  const unconnected = 'validate = false\n  synchronization = false';
  return `resource "palette_oci_registry" "synchronized" {
  name               = "synchronized"
  endpoint           = "${sample.endpoint}"
  base_content_paths = ["${sample.baseContentPath}"]
  labels             = { team = "platform" }
  basic {
    username    = "${sample.username}"
    password_wo = ${JSON.stringify(sample.password)}
  }
  tls {
    ca_certificate = <<-EOT
${sample.caCertificate.trim()}
EOT
  }
}

resource "palette_oci_registry_sync" "synchronized" {
  registry_id = palette_oci_registry.synchronized.id
  triggers    = { release = "1" }
}

resource "palette_oci_registry" "password" {
  name     = "password"
  endpoint = "https://harbor.example.com"
  ${unconnected}
  basic {
    username = "robot"
    password = "a-password"
  }
  tls {
    insecure_skip_verify = true
  }
  timeouts {
    create = "5m"
  }
}

resource "palette_oci_registry" "token" {
  name            = "token"
  endpoint        = "https://registry.example.com"
  endpoint_suffix = "v2"
  ${unconnected}
  basic {
    token_wo         = "a-token"
    token_wo_version = "1"
  }
}

resource "palette_oci_registry" "role" {
  name     = "role"
  endpoint = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
  ${unconnected}
  ecr {
    sts {
      role_arn    = "arn:aws:iam::123456789012:role/palette"
      external_id = "an-external-id"
    }
  }
}

resource "palette_oci_registry" "access_key" {
  name     = "access-key"
  endpoint = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
  ${unconnected}
  ecr {
    credentials {
      access_key    = "AKIAEXAMPLE000000000"
      secret_key_wo = "a-secret-key"
    }
  }
}

resource "palette_oci_registry" "public" {
  name     = "public"
  endpoint = "public.ecr.aws"
  ${unconnected}
  ecr {
    private = false
  }
}
`;
}

export interface StateFile {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly schema_version: number; readonly attributes: StoredAttributes }[];
  }[];
}

export type StoredAttributes = Readonly<Record<string, unknown>>;
