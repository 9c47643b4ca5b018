import { isMasked, joinBaseContentPaths, splitBaseContentPaths } from '../../src/palette';

it.each([
  ['********', true],
  ['AKIA********WXYZ', true],
  ['*******', false],
  ['a*b', false],
  ['', false],
  [undefined, false],
])('%p is masked: %p', (value, masked) => expect(isMasked(value)).toBe(masked));

it.each([
  ['', []],
  ['charts', ['charts']],
  ['charts,apps/team-a', ['charts', 'apps/team-a']],
  [' charts , ,apps ', ['charts', 'apps']],
])('%p holds the paths %p', (text, paths) => expect(splitBaseContentPaths(text)).toEqual(paths));

it('joined paths are split into the same ones', () => {
  const paths = ['charts', 'apps/team-a', 'x'];
  expect(splitBaseContentPaths(joinBaseContentPaths(paths))).toEqual(paths);
  expect(joinBaseContentPaths([])).toBe('');
});
