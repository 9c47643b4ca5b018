import { decodeJson, parseJson } from '../../values';
import { reportBugs } from '../bug';
import { Diagnostics } from '../diagnostic';
import type { JsonObject, Resource } from '../resource';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Body } from '../schema/body';
import type { Schema } from '../schema/schema';
import { conformState } from './conform';
import { runOperation, type ServerContext } from './context';
import { toJson } from './plain-json';

export interface MoveRequest {
  readonly fromProvider: string;
  readonly fromType: string;
  readonly schemaVersion: number;
  readonly json: Uint8Array;
}

/** Turns the state of another resource type into state of this one, for a `moved` block. Changes nothing outside. */
export async function moveState<P>(
  context: ServerContext,
  compiled: CompiledSchema,
  resource: Resource<Schema, P>,
  request: MoveRequest,
): Promise<{ readonly state?: Body; readonly diagnostics: Diagnostics }> {
  const diagnostics = new Diagnostics();
  const { fromProvider, fromType, schemaVersion } = request;
  const move = resource.moves?.find((known) => known.fromType === fromType && known.fromProvider.test(fromProvider));
  if (!move) {
    diagnostics.error(
      'Move Not Supported',
      `State of "${fromType}" (provider ${fromProvider}) cannot become "${compiled.name}". ` +
        'Remove the moved block and import the object instead.',
    );
    return { diagnostics };
  }
  const done = `moved "${fromType}" to "${compiled.name}"`;
  const answer = await runOperation(context, done, diagnostics, () => {
    const moved = move.move({ state: parseJson(request.json) as JsonObject, schemaVersion });
    return decodeJson(compiled.type, toJson(moved), { lenient: true }) as Body;
  });
  if (answer === undefined) return { diagnostics };
  const { body, findings } = conformState(compiled, answer);
  diagnostics.add(...reportBugs(findings, { done, leftBehind: 'State is as it was.' }, context.issuesUrl));
  return { state: body, diagnostics };
}
