import type { Handlers, Translation } from './handlers';
import { readValue, writeValue } from './wire-values';

/** Functions. Called in a process of their own that is never configured. */
export function functionHandlers({ server, redact }: Translation): Handlers<'CallFunction'> {
  return {
    async CallFunction({ name = '', arguments: args = [] }) {
      const { parameters, variadic, returns } = server.function(name);
      const values = args.map((arg, i) => readValue((parameters[i] ?? variadic)?.type.type ?? 'dynamic', arg));
      const { result, error } = await server.callFunction(name, values);
      // Core quotes the text within a sentence of its own, and adds the full stop.
      if (error) return { error: { text: redact(error.text).replace(/\.$/, ''), functionArgument: error.argument } };
      return { result: writeValue(returns.type, result ?? null) };
    },
  };
}
