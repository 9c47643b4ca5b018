/** How a text may look where people read it. The same rules as scripts/terminal.mjs, which runs before anything is built. */
export interface Terminal {
  /** A line may be written over, to show what is waited for. */
  readonly isLive: boolean;
  green(text: string): string;
  red(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
}

interface Stream {
  readonly isTTY?: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Erases the line and goes to its beginning. */
export const START_OF_LINE = '\r\u001b[2K';

export function terminalOf(stream: Stream, env: Environment): Terminal {
  const hasColors = wantsColors(stream, env);
  const paint = (on: number, off: number) => (text: string) =>
    hasColors ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return {
    isLive: stream.isTTY === true && env.TERM !== 'dumb' && !env.CI,
    green: paint(32, 39),
    red: paint(31, 39),
    dim: paint(2, 22),
    bold: paint(1, 22),
  };
}

/** FORCE_COLOR decides if it is set, as in Node itself; then NO_COLOR (https://no-color.org); then the stream. */
function wantsColors({ isTTY }: Stream, { FORCE_COLOR, NO_COLOR, TERM }: Environment): boolean {
  if (FORCE_COLOR !== undefined) return !['0', 'false'].includes(FORCE_COLOR);
  if (NO_COLOR) return false;
  return isTTY === true && TERM !== 'dumb';
}
