import type { Type } from '../../values';
import { duration, formatDuration } from '../duration';
import type { Timeouts } from '../resource';
import { type Attributes, string } from './attribute';
import { type Block, type Blocks, block } from './block';
import { checkSchema, type SchemaKind } from './check-schema';
import { typeOfShape } from './implied-type';
import type { Schema } from './schema';

/** A schema as the server works with it: with its `timeouts` block, its wire type and its version. */
export interface CompiledSchema {
  readonly kind: SchemaKind;
  readonly name: string;
  readonly schema: Schema;
  readonly type: readonly ['object', Readonly<Record<string, Type>>];
  readonly version: number;
}

/**
 * Prepares a schema for serving.
 * @throws Error that lists every rule of Terraform that the schema breaks: one bad schema would break every command.
 */
export function compileSchema(kind: SchemaKind, name: string, schema: Schema, timeouts?: Timeouts): CompiledSchema {
  const blocks: Blocks = timeouts ? { ...schema.blocks, timeouts: timeoutsBlock(timeouts) } : (schema.blocks ?? {});
  const whole: Schema = { ...schema, blocks };
  const problems = [...checkSchema(whole, kind)];
  if (timeouts && schema.blocks?.['timeouts'])
    problems.push('"timeouts" is declared twice: by default timeouts and as a block');
  if (problems.length > 0) throw new Error(`The schema of ${kind} "${name}" is not valid:\n- ${problems.join('\n- ')}`);
  return { kind, name, schema: whole, type: typeOfShape(whole), version: schema.version ?? 0 };
}

function timeoutsBlock(timeouts: Timeouts): Block {
  const attributes: Attributes = Object.fromEntries(
    Object.entries(timeouts).map(([operation, ms]: [string, number]) => [
      operation,
      string({
        optional: true,
        validators: [duration()],
        description: `How long ${operation} may take, e.g. \`30s\` or \`1h30m\`. Default \`${formatDuration(ms)}\`.`,
      }),
    ]),
  );
  return block('single', { attributes }, { description: 'How long operations may take.', local: true });
}
