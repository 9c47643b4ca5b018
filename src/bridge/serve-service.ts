/**
 * Joins plugin and protocol: a process that answers Terraform. Light on purpose: the service, and with it all of the
 * provider, is loaded when the first call comes that needs it. Terraform starts a process for the schema alone.
 */
import {
  configureLog,
  keepHeapSmall,
  log,
  maskSecret,
  redact,
  servePlugin,
  servePluginForDebugging,
  type UnaryHandler,
} from './plugin';
import { CALL_NAMES, MAGIC_COOKIE, pathOf, PROTOCOL_VERSION } from './protocol/identity';
import type { HostProcess } from './provider-service';

export interface ServeOptions {
  /** As users write it in `required_providers`, with the host: `registry.terraform.io/example/notebook`. */
  readonly address: string;
  /** Stay up and print how Terraform can attach, instead of being started by Terraform. */
  readonly debug?: boolean;
  /** Where `debug` prints to. */
  readonly print?: (line: string) => void;
}

export interface LazyService {
  /** Called once, for the first call that is not answered by `schema`. */
  load(host: HostProcess): ReadonlyMap<string, UnaryHandler>;
  /** The answer to GetProviderSchema where it was made beforehand. It is the same for every process of a build. */
  schema?(): Buffer | undefined;
}

/** Serves a provider's service to Terraform until Terraform ends it. */
export async function serveService(
  service: LazyService,
  { address, debug = false, print = () => {} }: ServeOptions,
): Promise<void> {
  configureLog({ module: 'provider', levelVariables: ['TF_LOG_PROVIDER', 'TF_LOG'] });
  const definition = {
    magicCookie: MAGIC_COOKIE,
    protocolVersions: [PROTOCOL_VERSION],
    handlers: lazyHandlers(service),
    runByHandMessage: runByHandMessage(address),
  };
  if (!debug) return servePlugin(definition);
  const reattach = JSON.stringify({ [address]: await servePluginForDebugging(definition) });
  print(`The provider is running. To let Terraform use it, set in another terminal:\n`);
  print(`  export TF_REATTACH_PROVIDERS='${reattach}'\n`);
  print('Press Ctrl-C to end it.');
}

/** By then a provider has loaded what it loads: Terraform has ten objects at work at a time, with four calls each. */
const CALLS_UNTIL_ALL_IS_LOADED = 50;

function lazyHandlers(service: LazyService): ReadonlyMap<string, UnaryHandler> {
  let loaded: ReadonlyMap<string, UnaryHandler> | undefined;
  let calls = 0;
  const handle = (path: string, request: Buffer) => {
    if (++calls === CALLS_UNTIL_ALL_IS_LOADED) keepHeapSmall();
    return (loaded ??= service.load({ log, maskSecret, redact })).get(path)!(request);
  };
  const handlers = new Map<string, UnaryHandler>();
  for (const path of CALL_NAMES.map(pathOf)) handlers.set(path, (request) => handle(path, request));
  const schemaPath = pathOf('GetProviderSchema');
  handlers.set(schemaPath, (request) => service.schema?.() ?? handle(schemaPath, request));
  return handlers;
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
