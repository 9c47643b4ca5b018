import { encodeMsgpack, Path, type Value, ValueError } from '../../values';
import { FunctionError, type ProviderFunction } from '../function';
import { reportAdvice } from '../bug';
import type { ServerContext } from './context';
import { findExactNumber, findNull } from './unusual-values';

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
    args.forEach((arg, i) => checkArgument(definition, arg, i));
    const result = (await definition.call(args)) ?? null;
    checkResult(definition, result);
    return { result };
  } catch (error) {
    if (error instanceof FunctionError) return { error: { text: error.message, argument: error.argument } };
    const message = error instanceof Error ? error.message : String(error);
    return { error: { text: `The function "${name}" failed: ${message}\n\n${reportAdvice(context.issuesUrl)}` } };
  }
}

/** Refuses what Terraform lets pass, but the TypeScript types of an author do not have. */
function checkArgument({ parameters, variadic }: ProviderFunction, arg: Value, i: number): void {
  const parameter = parameters[i] ?? variadic;
  if (!parameter || arg === null) return;
  const { type, exact } = parameter.type;
  const none = findNull(type, arg, Path.root);
  if (none) throw new FunctionError(`"${parameter.name}" holds null at ${none}. Leave that out.`, i);
  const number = exact ? undefined : findExactNumber(type, arg, Path.root);
  if (!number) return;
  const problem = `"${parameter.name}" holds ${number[1].text}, which has more digits than fit.`;
  throw new FunctionError(`${problem} Expected numbers with at most 15 significant digits.`, i);
}

function checkResult({ returns }: ProviderFunction, result: Value): void {
  try {
    encodeMsgpack(returns.type, result);
  } catch (error) {
    const reason = error instanceof ValueError ? error.message : String(error);
    throw new Error(`it returned something of another type than it declares: ${reason}.`);
  }
}
