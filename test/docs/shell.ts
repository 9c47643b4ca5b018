/** One program that a shell block starts, without its environment. */
export interface ShellCommand {
  readonly program: string;
  readonly args: readonly string[];
}

/** The commands of a shell block, or of a code span; comments, prompts, variables in front and redirections left out. */
export function commandsOf(code: string): ShellCommand[] {
  const lines = code.replace(/\\\n\s*/g, ' ').split('\n');
  return lines.flatMap((line) => segmentsOf(wordsOf(line.replace(/^\s*\$ /, ''))).flatMap(commandIn));
}

/** Words with quotes taken off; a comment ends the line. */
function wordsOf(line: string): string[] {
  const words = line.match(/#.*$|(?:'[^']*'|"(?:\\.|[^"\\])*"|\$\([^)]*\)|<[\w-]+>|[^\s'"|&;<>]|&(?!&))+|\|\|?|&&|;|>>?|</g) ?? [];
  const end = words.findIndex((word) => word.startsWith('#'));
  return (end < 0 ? words : words.slice(0, end)).map((word) => word.replace(/^(['"])(.*)\1$/, '$2'));
}

function segmentsOf(words: readonly string[]): string[][] {
  const segments: string[][] = [[]];
  for (const word of words) {
    if (['|', '||', '&&', ';'].includes(word)) segments.push([]);
    else segments.at(-1)!.push(word);
  }
  return segments;
}

function commandIn(words: readonly string[]): ShellCommand[] {
  const start = words.findIndex((word) => !/^\w+=/.test(word) && word !== 'sudo');
  const redirection = words.findIndex((word) => /^[<>]/.test(word) && !/^<[\w-]+>$/.test(word));
  const own = words.slice(start < 0 ? words.length : start, redirection < 0 ? undefined : redirection);
  const [program, ...args] = own[0] === 'npx' ? own.slice(1).filter((word) => word !== '--yes' && word !== '--no') : own;
  return program === undefined ? [] : [{ program, args }];
}
