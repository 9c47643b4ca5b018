import { EMPTY_NAMES, LONGEST_FILE } from './rooms';
import { read, trackedFiles } from './source-files';

const code = trackedFiles('src', 'lib', 'examples', 'test', 'scripts').filter(
  (file) => /\.(ts|mjs|js)$/.test(file) && !file.includes('/gen/'),
);
/** Read as text: pictures and the like are not. */
const texts = trackedFiles().filter((file) => /\.(ts|mjs|js|json|md|ya?ml|sh|hcl|tf|txt)$|\/[^.]+$/.test(file));

/** Built from pieces, so that this file does not find itself. */
const MACHINE_PATHS = new RegExp(['/ho' + 'me/\\w', '/Us' + 'ers/\\w', '/wo' + 'rk/\\w', '/ro' + 'ot/\\w'].join('|'));
const REGISTRY_HOSTS = new RegExp(
  ['registry\\.npm' + 'js\\.org', 'npm' + '\\.pkg\\.github', 'artifact' + 'ory\\.[a-z]'].join('|'),
);

test('no file is longer than a person reads', () => {
  const long = code
    .map((file) => [file, read(file).split('\n').length - 1] as const)
    .filter(([, lines]) => lines > LONGEST_FILE);
  expect(
    long.map(([file, lines]) => `${file} has ${lines} lines: split it by concept (limit ${LONGEST_FILE})`),
  ).toEqual([]);
});

test('no name is empty of meaning', () => {
  const empty = code.filter((file) => file.split('/').some((part) => EMPTY_NAMES.test(part.replace(/\..*$/, ''))));
  expect(empty.map((file) => `${file}: name it after what is inside`)).toEqual([]);
});

test('no file promises or switches off a check', () => {
  const marks = new RegExp(['TO' + 'DO', 'FIX' + 'ME', '@ts-' + 'ignore', '@ts-' + 'nocheck'].join('|'));
  expect(code.filter((file) => marks.test(read(file)))).toEqual([]);
});

test('no test is switched off, or switches the others off', () => {
  const marks = /\b(it|test|describe)\.(only|skip)\(/;
  expect(code.filter((file) => file.endsWith('.test.ts') && marks.test(read(file)))).toEqual([]);
});

test('no file names the machine or the package registry that it was made with', () => {
  const found = texts.flatMap((file) => {
    const hit = MACHINE_PATHS.exec(read(file)) ?? REGISTRY_HOSTS.exec(read(file));
    return hit ? [`${file}: "${hit[0]}"`] : [];
  });
  expect(found).toEqual([]);
});

test('package-lock.json holds no download addresses', () => {
  expect(/"resolved": "(?!node_modules|\.)[^"]*"/.exec(read('package-lock.json'))?.[0] ?? '').toBe('');
});
