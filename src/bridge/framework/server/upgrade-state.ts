import { decodeJson, parseJson, ValueError } from '../../values';
import { Diagnostics } from '../diagnostic';
import type { JsonObject, Resource } from '../resource';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Body } from '../schema/map-body';
import type { Schema } from '../schema/schema';
import { makeStorable } from './state-rules';
import { toJson } from './plain-json';

export interface UpgradeAnswer {
  readonly state?: Body;
  readonly diagnostics: Diagnostics;
}

/**
 * Brings stored state to the current schema. Called for every stored object in every command, mostly with nothing to
 * do: attributes that the schema gained since are null, those that it lost are dropped.
 */
export function upgradeState<P>(
  compiled: CompiledSchema,
  resource: Resource<Schema, P>,
  stored: { readonly json: Uint8Array; readonly version: number },
): UpgradeAnswer {
  const diagnostics = new Diagnostics();
  const { version } = stored;
  if (version > compiled.version) {
    diagnostics.error(
      'State From A Newer Provider',
      `The state of "${compiled.name}" has schema version ${version}; this provider knows versions up to ` +
        `${compiled.version}. Use the provider version that wrote the state, or a newer one.`,
    );
    return { diagnostics };
  }
  try {
    const json = version === compiled.version ? stored.json : upgradeJson(compiled, resource, stored);
    return { state: makeStorable(compiled, decodeJson(compiled.type, json, { lenient: true }) as Body), diagnostics };
  } catch (error) {
    diagnostics.error(
      'Unreadable State',
      `The stored state of "${compiled.name}" does not fit its schema (version ${version}). If it was edited by ` +
        `hand, undo that; else remove it with "terraform state rm" and import the object.\n\n${messageOf(error)}`,
      error instanceof ValueError ? error.path : undefined,
    );
    return { diagnostics };
  }
}

function upgradeJson<P>(
  compiled: CompiledSchema,
  resource: Resource<Schema, P>,
  stored: { readonly json: Uint8Array; readonly version: number },
): Uint8Array {
  const upgrade = resource.upgrades?.[stored.version];
  if (!upgrade) throw new Error(`no upgrade from version ${stored.version} to ${compiled.version} is known`);
  return toJson(upgrade(parseJson(stored.json) as JsonObject));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
