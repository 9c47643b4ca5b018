import { card, escapeXml, MONOSPACE } from './picture-svg';

/** Where docs/images/npm-start.svg is from: what `npm start` printed, colors included. */

const COLORS: Readonly<Record<string, string>> = {
  '1': 'font-weight="bold"',
  '2': 'fill="#8b949e"',
  '31': 'fill="#ff7b72"',
  '32': 'fill="#7ee787"',
};

const LINE_HEIGHT = 19;
const MARGIN = 24;
const CHARACTER_WIDTH = 8;

/** Bounds in seconds: the exact time is another one in every run. */
const BOUNDS = [1, 5, 10, 30, 60, 300];

/** Takes out what is another one in every run: times, ports, uids, versions. */
export function withoutRunDependentValues(output: string): string {
  return output
    .replace(/(?<![\d.])\d+\.\d s(?=\u001b|\n|$)/g, (time) => `< ${BOUNDS.find((bound) => parseFloat(time) < bound) ?? '?'} s`)
    .replace(/(https?:\/\/127\.0\.0\.1):\d+/g, (_, origin: string) => `${origin}:${origin.startsWith('https') ? 8443 : 8080}`)
    .replace(/\b[0-9a-f]{24}\b/g, '65f0c0ffee65f0c0ffee65f0')
    .replace(/(Node\.js|Terraform) (\d+)(\.\d+)?[.\d]*/g, (_, program: string, major: string, minor = '') =>
      program === 'Node.js' ? `${program} ${major}` : `${program} ${major}${minor}`,
    );
}

/** `output` with escape codes as a picture of a terminal. */
export function terminalPicture(command: string, output: string): string {
  const lines = [`$ ${command}`, ...withoutRunDependentValues(output).trimEnd().split('\n')];
  const longest = Math.max(...lines.map((line) => line.replace(/\u001b\[\d+m/g, '').length));
  const content = lines.map((line, index) => {
    const y = MARGIN + 12 + index * LINE_HEIGHT;
    return `<text x="${MARGIN}" y="${y}" xml:space="preserve" fill="#e6edf3" font-family="${MONOSPACE}" font-size="13">${spans(line)}</text>`;
  });
  return card({
    width: Math.ceil(longest * CHARACTER_WIDTH) + 2 * MARGIN,
    height: lines.length * LINE_HEIGHT + 2 * MARGIN,
    title: `What "${command}" prints`,
    fill: '#0d1117',
    content,
  });
}

/** Styles do not overlap in what `npm start` prints. */
function spans(line: string): string {
  return line
    .split(/(\u001b\[\d+m[^\u001b]*\u001b\[\d+m)/)
    .map((part) => {
      const [, code = '', text = part] = /^\u001b\[(\d+)m([^\u001b]*)/.exec(part) ?? [];
      return code in COLORS ? `<tspan ${COLORS[code]}>${escapeXml(text)}</tspan>` : escapeXml(text);
    })
    .join('');
}
