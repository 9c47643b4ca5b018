import type { Value } from '../../values';
import { FunctionError, type ProviderFunction } from '../function';
import type { ServerContext } from './context';

export interface CallAnswer {
  readonly result?: Value;
  readonly error?: { readonly text: string; readonly argument?: number };
}

/** Calls a function; an error points at the argument to blame where the author named one. */
export async function callFunction(
  context: ServerContext,
  name: string,
  definition: ProviderFunction,
  args: readonly Value[],
): Promise<CallAnswer> {
  try {
    return { result: await definition.call(args) };
  } catch (error) {
    if (error instanceof FunctionError) return { error: { text: error.message, argument: error.argument } };
    const message = error instanceof Error ? error.message : String(error);
    const advice = `This is a bug in the provider: please report it at ${context.issuesUrl}.`;
    return { error: { text: `The function "${name}" failed. ${advice}\n\n${message}` } };
  }
}
