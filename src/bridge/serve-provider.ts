/** Joins framework, protocol and plugin into one call: the only place of the bridge that knows all three. */
import { type Provider, ProviderServer, type Schema } from './framework';
import { configureLog, log, maskSecret, redact, servePlugin, servePluginForDebugging } from './plugin';
import { MAGIC_COOKIE, PROTOCOL_VERSION, providerService } from './protocol';

export interface ServeOptions {
  /** As users write it in `required_providers`, with the host: `registry.terraform.io/example/notebook`. */
  readonly address: string;
  /** Stay up and print how Terraform can attach, instead of being started by Terraform. */
  readonly debug?: boolean;
  /** Where `debug` prints to. */
  readonly print?: (line: string) => void;
}

/** Serves a provider to Terraform until Terraform ends it. */
export async function serveProvider<S extends Schema, P>(
  provider: Provider<S, P>,
  { address, debug = false, print = () => {} }: ServeOptions,
): Promise<void> {
  configureLog({ module: 'provider', levelVariables: ['TF_LOG_PROVIDER', 'TF_LOG'] });
  const server = new ProviderServer(provider, { log, maskSecret });
  const definition = {
    magicCookie: MAGIC_COOKIE,
    protocolVersions: [PROTOCOL_VERSION],
    handlers: providerService({ server, redact }),
    runByHandMessage: runByHandMessage(address),
  };
  if (!debug) return servePlugin(definition);
  const reattach = JSON.stringify({ [address]: await servePluginForDebugging(definition) });
  print(`The provider is running. To let Terraform use it, set in another terminal:\n`);
  print(`  export TF_REATTACH_PROVIDERS='${reattach}'\n`);
  print('Press Ctrl-C to end it.');
}

function runByHandMessage(address: string): string {
  const source = address.replace(/^registry\.terraform\.io\//, '');
  return (
    `This is the Terraform provider ${address}. Terraform starts it by itself; it does nothing when run by hand.\n` +
    `Name it in a configuration and run "terraform init":\n\n` +
    `  terraform {\n    required_providers {\n      ${source.split('/').at(-1)} = { source = "${source}" }\n    }\n  }\n\n` +
    'To debug it, start it with --debug.'
  );
}
