import { Diagnostics, type Log, type Operation } from '../../src/bridge/framework';

export interface RecordedOperation extends Operation {
  /** Level and sentence of each line. */
  readonly lines: string[];
}

/** What an operation of the provider is given, outside of any server. */
export function recordedOperation(signal: AbortSignal = new AbortController().signal): RecordedOperation {
  const lines: string[] = [];
  const at = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  const log: Log = { trace: at('trace'), debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  return { signal, log, lines, diagnostics: new Diagnostics() };
}
