import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { terminalOf } from '../../src/cli/terminal';

type Case = readonly [isTTY: boolean, env: Record<string, string>, colors: boolean, isLive: boolean];

const CASES: readonly Case[] = [
  [true, {}, true, true],
  [false, {}, false, false],
  [true, { NO_COLOR: '1' }, false, true],
  [true, { NO_COLOR: '' }, true, true],
  [true, { TERM: 'dumb' }, false, false],
  [true, { CI: 'true' }, true, false],
  [false, { CI: 'true' }, false, false],
  [false, { FORCE_COLOR: '1' }, true, false],
  [false, { FORCE_COLOR: '' }, true, false],
  [false, { FORCE_COLOR: '3', NO_COLOR: '1' }, true, false],
  [true, { FORCE_COLOR: '0' }, false, true],
  [true, { FORCE_COLOR: 'false' }, false, true],
];

const SCRIPT = pathToFileURL(join(resolve(__dirname, '..', '..'), 'scripts', 'terminal.mjs')).href;

/** What scripts/terminal.mjs, which tests cannot import, makes of every case. */
function ofScript(): unknown {
  const program = `import { terminalOf } from ${JSON.stringify(SCRIPT)};
    console.log(JSON.stringify(${JSON.stringify(CASES)}.map(([isTTY, env]) => {
      const { isLive, green, red, dim, bold } = terminalOf({ isTTY }, env);
      return [isLive, green('a'), red('b'), dim('c'), bold('d')];
    })));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  return JSON.parse(output);
}

test.each(CASES)('terminal %j with %j: colors %j, live %j', (isTTY, env, colors, isLive) => {
  const terminal = terminalOf({ isTTY }, env);
  expect([terminal.green('a'), terminal.isLive]).toEqual([colors ? '\u001b[32ma\u001b[39m' : 'a', isLive]);
});

test('the scripts of this repository follow the same rules', () => {
  const expected = CASES.map(([isTTY, env]) => {
    const { isLive, green, red, dim, bold } = terminalOf({ isTTY }, env);
    return [isLive, green('a'), red('b'), dim('c'), bold('d')];
  });
  expect(ofScript()).toEqual(expected);
});
