/** How a text may look where people read it: the rules of src/cli/terminal.ts, for what runs before anything is built. */

/** Erases the line and goes to its beginning. */
export const START_OF_LINE = '\r\u001b[2K';

/** FORCE_COLOR decides if it is set, as in Node itself; then NO_COLOR (https://no-color.org); then the stream. */
function wantsColors({ isTTY }, { FORCE_COLOR, NO_COLOR, TERM }) {
  if (FORCE_COLOR !== undefined) return !['0', 'false'].includes(FORCE_COLOR);
  if (NO_COLOR) return false;
  return isTTY === true && TERM !== 'dumb';
}

/** `isLive`: a line may be written over, to show what is waited for. */
export function terminalOf(stream, env) {
  const hasColors = wantsColors(stream, env);
  const paint = (on, off) => (text) => (hasColors ? `\u001b[${on}m${text}\u001b[${off}m` : text);
  return {
    isLive: stream.isTTY === true && env.TERM !== 'dumb' && !env.CI,
    green: paint(32, 39),
    red: paint(31, 39),
    dim: paint(2, 22),
    bold: paint(1, 22),
  };
}
