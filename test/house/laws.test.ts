import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOMS } from './rooms';
import { PACKAGE_ROOT, read, roomOf, sourceFiles } from './source-files';

const folders = ROOMS.filter(({ place }) => !place.endsWith('.ts') && existsSync(join(PACKAGE_ROOT, place)));

/** The law itself names what is kept out; links prove where a fact is from. */
function ownWords(text: string): string {
  return text.replace(/\bLAW: .*/, '').replace(/https?:\/\/[^\s)'"`]+/g, '');
}

/** The nature of a room: what its files, comments included, never mention. */
test.each(ROOMS.flatMap(({ place, neverMentions }) => (neverMentions ? [{ place, ...neverMentions }] : [])))(
  '$place keeps its law: $because',
  ({ place, words }) => {
    const found = sourceFiles()
      .filter((file) => roomOf(file)?.place === place)
      .flatMap((file) =>
        ownWords(read(file))
          .split('\n')
          .flatMap((line, index) => (words.test(line) ? [`${file}:${index + 1} says "${line.trim()}"`] : [])),
      );
    expect(found).toEqual([]);
  },
);

test.each(folders.filter(({ place }) => place.startsWith('src/') && place !== 'src/bridge'))(
  'the door of $place states its law',
  ({ place }) => {
    const door = `${place}/index.ts`;
    expect(existsSync(join(PACKAGE_ROOT, door)) ? read(door).slice(0, 300) : `${door} does not exist`).toMatch(
      /LAW: .{10}/,
    );
  },
);

test.each(folders.filter(({ place }) => place.startsWith('lib/')))('the door of $place states its law', ({ place }) => {
  expect(read(`${place}/index.ts`).slice(0, 300)).toMatch(/LAW: .{10}/);
});

test('doors only re-export', () => {
  const doors = folders.map(({ place }) => `${place}/index.ts`).filter((file) => existsSync(join(PACKAGE_ROOT, file)));
  const declarations =
    /^(export )?(default |abstract |async |const |let |function |class |interface |enum |type \w+ =)/m;
  expect(doors.filter((file) => declarations.test(read(file)))).toEqual([]);
});

test('only the outermost files touch argv, environment and stdout', () => {
  const found = sourceFiles()
    .filter((file) => file.startsWith('src/') && !roomOf(file)?.touchesProcess)
    .flatMap((file) => {
      const touched = /process\.(argv|env|stdout|stdin)\b/.exec(read(file))?.[0];
      return touched ? [`${file} uses ${touched}: take it as an argument from src/main.ts or src/cli/bin.ts`] : [];
    });
  expect(found).toEqual([]);
});

test.each(ROOMS.filter(({ place }) => existsSync(join(PACKAGE_ROOT, place))))(
  '$place has tests',
  ({ place, testsIn }) => {
    const folder = testsIn ?? `test/${place.replace(/^src\//, '')}`;
    expect(existsSync(join(PACKAGE_ROOT, folder)) ? '' : `${folder} does not exist`).toBe('');
  },
);
