import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');
const WORKFLOWS = join(ROOT, '.github', 'workflows');
const release = readFileSync(join(WORKFLOWS, 'release.yml'), 'utf8');
const ci = readFileSync(join(WORKFLOWS, 'ci.yml'), 'utf8');
const platforms = readFileSync(join(ROOT, 'scripts', 'release', 'platforms.mjs'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };

/** The steps of one job, by its name. */
function steps(workflow: string, job: string): readonly string[] {
  const text = new RegExp(`\\n {2}${job}:\\n([\\s\\S]*?)(?=\\n {2}\\w+:\\n|$)`).exec(workflow)?.[1];
  if (text === undefined) throw new Error(`there is no job "${job}"`);
  return text.split(/\n {6}- /).slice(1);
}

describe.each(readdirSync(WORKFLOWS))('%s', (name) => {
  const text = readFileSync(join(WORKFLOWS, name), 'utf8');

  test('every action is pinned by the hash of a commit, with its version beside it', () => {
    const used = (text.match(/uses: .*/g) ?? []).filter((line) => !line.startsWith('uses: ./'));
    expect(used).not.toEqual([]);
    expect(used.filter((line) => !/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test('a workflow of this repository that it calls exists', () => {
    const called = [...text.matchAll(/uses: \.\/(.*)/g)].map(([, file]) => file!);
    expect(called.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  test('a checkout leaves no token behind', () => {
    expect(text.match(/persist-credentials: false/g)?.length).toBe(text.match(/actions\/checkout@/g)?.length);
  });

  test('every script that it runs is one of package.json', () => {
    const run = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script!);
    expect(run.filter((script) => !(script in scripts))).toEqual([]);
  });
});

test('a change is checked by what .ci/run does', () => {
  expect(steps(ci, 'checks').at(-1)?.trim()).toBe('run: .ci/run');
});

test('nothing has a permission that its job does not name', () => {
  expect(release).toMatch(/\npermissions: \{\}\n/);
  expect(ci).toMatch(/\npermissions:\n {2}contents: read\n/);
});

test('only the step that signs sees the key', () => {
  const all = ['archives', 'start', 'publish'].flatMap((job) => steps(release, job));
  const withSecrets = all.filter((step) => step.includes('secrets.')).map((step) => step.split('\n')[0]);
  expect(withSecrets).toEqual(['name: Sign their sums']);
});

test('every platform of the archives is built once, and started once', () => {
  const known = [...platforms.matchAll(/^ {4}'([a-z]+-[a-z0-9]+)',\n {4}'(\w+)',$/gm)].map(([, node, terraform]) => [
    node,
    terraform,
  ]);
  expect(known.length).toBe(5);
  const built = [...release.matchAll(/--platform (\S+)/g)].map(([, name]) => name);
  const started = [...release.matchAll(/platform: (\w+) \}/g)].map(([, name]) => name);
  expect(built.sort()).toEqual(known.map(([node]) => node).sort());
  expect(started.sort()).toEqual(known.map(([, terraform]) => terraform).sort());
});

test('archives are built with the Node.js that is in them, whose zlib decides on their bytes', () => {
  const version = /NODE_VERSION = '(.*)'/.exec(platforms)?.[1];
  for (const text of [ci, release]) {
    const [, used] = /node-version: (\S+)/.exec(steps(text, 'archives').join('\n')) ?? [];
    expect(used).toBe(version);
  }
});

test('npm gets the package with its provenance, before the draft of the release becomes public', () => {
  const runs = steps(release, 'publish').map((step) => step.trim().split('\n')[0]);
  expect(runs.slice(-3)).toEqual([
    'name: Draft the release',
    'run: npm publish --provenance --access public',
    'run: gh release edit "$GITHUB_REF_NAME" --draft=false',
  ]);
});
