import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { architecturePicture } from '../../scripts/docs/picture-architecture';
import { terminalPicture, withoutRunDependentValues } from '../../scripts/docs/picture-start';
import { textsOf } from '../../scripts/docs/picture-svg';
import { ROOMS } from '../house/rooms';

const ROOT = resolve(__dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

test('docs/images/architecture.svg is what its script draws (else: npm run docs:pictures)', () => {
  expect(read('docs', 'images', 'architecture.svg')).toBe(architecturePicture());
});

test('the architecture names every room that has a door of its own, and no other', () => {
  const named = textsOf(architecturePicture()).flatMap((text) => text.match(/\b(src|lib)(\/[a-z]+)?\b/g) ?? []);
  const rooms = ROOMS.map(({ place }) => place).filter((place) => /^(src|lib)(\/[a-z]+)?$/.test(place));
  expect([...new Set(named)].sort()).toEqual(rooms.sort());
});

/** Titles as scripts/start.mjs has them, in the order of the source. */
function stepsOfScript(): string[] {
  return [...read('scripts', 'start.mjs').matchAll(/await step\(\s*'([^']+)'/g)].map(([, title = '']) => title);
}

test('docs/images/npm-start.svg shows the steps that scripts/start.mjs prints (else: npm run docs:pictures)', () => {
  const shown = textsOf(read('docs', 'images', 'npm-start.svg'));
  const steps = shown.flatMap((text) => /^(\d)\. (.*) … < \d+ s$/.exec(text)?.slice(1) ?? []);
  expect(steps.filter((_, index) => index % 2 === 0)).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(steps.filter((_, index) => index % 2 === 1).sort()).toEqual(stepsOfScript().sort());
  expect(shown).toContain('   No changes: what Palette has is what the program says.');
});

test('what is another one in every run is in no picture', () => {
  const output =
    '1. Set up … \u001b[2m0.2 s\u001b[22m\n   Node.js 20.18.1, Terraform 1.11.4\n2. Deploy … 12.34 s\n3. Deploy … 14.2 s\n' +
    '   http://127.0.0.1:34567 https://127.0.0.1:45678 (665f1c2ab6e5a1d0c3f4e5d6)\n';
  expect(withoutRunDependentValues(output)).toBe(
    '1. Set up … \u001b[2m< 1 s\u001b[22m\n   Node.js 20, Terraform 1.11\n2. Deploy … 12.34 s\n3. Deploy … < 30 s\n' +
      '   http://127.0.0.1:8080 https://127.0.0.1:8443 (65f0c0ffee65f0c0ffee65f0)\n',
  );
});

test('a terminal is drawn with its colors, and with nothing that XML would take for markup', () => {
  const picture = terminalPicture('run <it>', '\u001b[1mbold\u001b[22m & \u001b[32mgreen\u001b[39m\n');
  expect(picture).toContain('<tspan font-weight="bold">bold</tspan> &amp; <tspan fill="#7ee787">green</tspan></text>');
  expect(textsOf(picture)).toEqual(['$ run <it>', 'bold & green']);
});
