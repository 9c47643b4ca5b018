import { decodeJson, parseJson, ValueError } from '../../values';
import { reportAdvice } from '../bug';
import { Diagnostics } from '../diagnostic';
import type { JsonObject, Resource } from '../resource';
import type { Body } from '../schema/body';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Schema } from '../schema/schema';
import { conformState } from './conform';
import type { ServerContext } from './context';
import { toJson } from './plain-json';

export interface UpgradeAnswer {
  readonly state?: Body;
  readonly diagnostics: Diagnostics;
}

export interface StoredState {
  /** Missing in state that Terraform 0.11 or older wrote. */
  readonly json?: Uint8Array;
  readonly version: number;
}

/**
 * Brings stored state to the current schema. Called for every stored object in every command, mostly with nothing to
 * do: attributes that the schema gained since are null, those that it lost are dropped.
 */
export function upgradeState<P>(
  context: ServerContext,
  compiled: CompiledSchema,
  resource: Resource<Schema, P>,
  { json, version }: StoredState,
): UpgradeAnswer {
  const diagnostics = new Diagnostics();
  const at = `The state of "${compiled.name}" has schema version ${version}`;
  if (version > compiled.version) {
    diagnostics.error(
      'State From A Newer Provider',
      `${at}; this provider knows versions up to ${compiled.version}. Use the provider version that wrote the state, ` +
        'or a newer one.',
    );
    return { diagnostics };
  }
  if (json === undefined) {
    const advice = 'Run "terraform apply" with Terraform 0.12 once, which rewrites it.';
    diagnostics.error('Unreadable State', `The state of "${compiled.name}" is of Terraform 0.11 or older. ${advice}`);
    return { diagnostics };
  }
  const upgrade = resource.upgrades?.[version];
  if (version < compiled.version && !upgrade) {
    const detail = `${at}, and this provider cannot upgrade it to version ${compiled.version}. Use an older provider version.`;
    diagnostics.error('State From An Older Provider', detail);
    return { diagnostics };
  }
  const upgraded = version < compiled.version && upgrade ? upgradeJson(context, upgrade, json, at, diagnostics) : json;
  const state = upgraded && decode(compiled, upgraded, at, diagnostics);
  return { state, diagnostics };
}

function upgradeJson(
  context: ServerContext,
  upgrade: (state: JsonObject) => JsonObject,
  json: Uint8Array,
  at: string,
  diagnostics: Diagnostics,
): Uint8Array | undefined {
  try {
    return toJson(upgrade(parseJson(json) as JsonObject));
  } catch (error) {
    const detail = `${at}, and the provider failed to upgrade it.\n\n${reportAdvice(context.issuesUrl)}\n\n${messageOf(error)}`;
    diagnostics.error('Provider Bug', detail);
    return undefined;
  }
}

function decode(compiled: CompiledSchema, json: Uint8Array, at: string, diagnostics: Diagnostics): Body | undefined {
  try {
    return conformState(compiled, decodeJson(compiled.type, json, { lenient: true }) as Body).body;
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    diagnostics.error(
      'Unreadable State',
      `${at}, but does not fit it. If it was edited by hand, undo that; else remove it with "terraform state rm" and ` +
        `import the object.\n\n${messageOf(error)}`,
      error.path,
    );
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
