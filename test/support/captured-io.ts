import { type CommandIo } from '../../src/cli';

export interface CapturedIo extends CommandIo {
  readonly output: { stdout: string; stderr: string };
}

/** The world of a command in memory: what it writes is kept, and nothing of the real environment leaks in. */
export function capturedIo(parts: Partial<CommandIo> = {}): CapturedIo {
  const output = { stdout: '', stderr: '' };
  return {
    output,
    stdout: { write: (text) => (output.stdout += text) },
    stderr: { write: (text) => (output.stderr += text) },
    env: {},
    ...parts,
  };
}
