import type { TerraformStack } from 'cdktf';
import type { PolicyDocument } from '../../../lib/aws';
import { synthesize } from '../synthesized';

type Objects = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The arguments of all resources of a type, in the order in which they were made. */
export function resourcesOf(stack: TerraformStack, type: string): readonly Readonly<Record<string, unknown>>[] {
  const { resource = {} } = synthesize(stack) as { resource?: Readonly<Record<string, Objects[string]>> };
  return Object.values(resource[type] ?? {}) as Readonly<Record<string, unknown>>[];
}

/** The arguments of the only resource of a type. */
export function onlyResource(stack: TerraformStack, type: string): Readonly<Record<string, unknown>> {
  const [only, ...more] = resourcesOf(stack, type);
  if (only === undefined || more.length > 0)
    throw new Error(`expected one ${type}, got ${more.length + (only ? 1 : 0)}`);
  return only;
}

/** Sid of each statement -> what it is granted on. */
export function resourcesBySid({ Statement }: PolicyDocument): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Statement.map(({ Sid, Resource }) => [Sid, Resource]));
}

/** Runs `build` and returns the text of its error. */
export function refusal(build: () => unknown): string {
  try {
    build();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('nothing was refused');
}
