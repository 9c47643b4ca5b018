import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type CommandIo } from './command';

const SOURCE = 'palette-oci/palette';

export function requiredProvidersAdvice(version: string): string {
  return `Write into the Terraform configuration:

  terraform {
    required_providers {
      palette = {
        source  = "${SOURCE}"
        version = "${version}"
      }
    }
  }

`;
}

/** @param mirror undefined for the one that Terraform searches by itself */
export function initAdvice(mirror: string | undefined): string {
  return `${mirror === undefined ? 'Then run: terraform init\n' : mirrorAdvice(mirror)}\
If "terraform init" complains about a checksum after a rebuild, delete the provider's block in .terraform.lock.hcl.
`;
}

function mirrorAdvice(mirror: string): string {
  if (basename(mirror) === 'plugins' && basename(dirname(mirror)) === 'terraform.d') {
    return `Then run, in ${dirname(dirname(mirror))}: terraform init\n`;
  }
  return `Tell Terraform of the mirror, in ~/.terraformrc or the file that TF_CLI_CONFIG_FILE names:

${installationBlock(mirror)}
Then run: terraform init
`;
}

/** Other providers still come from where they come from. */
function installationBlock(mirror: string): string {
  return `  provider_installation {
    filesystem_mirror {
      path    = ${JSON.stringify(mirror)}
      include = ["${SOURCE}"]
    }
    direct {
      exclude = ["${SOURCE}"]
    }
  }
`;
}

/**
 * A `provider_installation` block replaces the folders that Terraform searches by itself.
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
 */
export function hiddenMirrorAdvice(mirror: string, env: CommandIo['env']): string {
  const file = env['TF_CLI_CONFIG_FILE'] || join(dirname(dirname(mirror)), '.terraformrc');
  if (!existsSync(file)) return '';
  const blocks = withoutComments(readFileSync(file, 'utf8'));
  if (!/^\s*provider_installation\s*\{/m.test(blocks) || blocks.includes(mirror)) return '';
  return `palette-oci: "${file}" has a provider_installation block, so Terraform does not search ${mirror} by itself. \
Add to that block:

${installationBlock(mirror).split('\n').slice(1, -2).join('\n')}

`;
}

function withoutComments(hcl: string): string {
  return hcl.replace(/^\s*(#|\/\/).*$/gm, '');
}
