import { isUnknown, type Value } from '../../../src/bridge/framework';
import { decodeMsgpack, encodeMsgpack } from '../../../src/bridge/values';
import { paletteProvider } from '../../../src/provider';
import { serve } from '../../support/framework-server';

/** Calls a function of the provider as Terraform does: never configured, and the answer must fit the declared type. */
export async function called(name: string, ...args: Value[]): Promise<{ result?: Value; error?: unknown }> {
  const { server } = serve(paletteProvider({}));
  const { returns } = server.function(name);
  const { result, error } = await server.callFunction(name, args);
  if (error !== undefined || result === undefined || isUnknown(result)) return { error };
  return { result: decodeMsgpack(returns.type, encodeMsgpack(returns.type, result)) };
}
