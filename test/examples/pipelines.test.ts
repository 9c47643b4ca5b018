import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PIPELINES = resolve(__dirname, '..', '..', 'examples', 'pipelines');
const github = readFileSync(join(PIPELINES, 'github-actions.yml'), 'utf8');
const gitlab = readFileSync(join(PIPELINES, 'gitlab-ci.yml'), 'utf8');

test('every action is pinned by the hash of a commit, with its version beside it', () => {
  const used = github.match(/uses: .*/g) ?? [];
  expect(used).not.toEqual([]);
  expect(used.filter((line) => !/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
});

test.each([
  ['GitHub Actions', github],
  ['GitLab CI', gitlab],
])('%s plans with an exit code that tells of changes, and deploys one stack', (_, text) => {
  expect(text).toContain('terraform plan -input=false -detailed-exitcode');
  expect(text).toContain('npx cdktf deploy "$STACK" --auto-approve');
  expect(text).toMatch(/STACK: pipeline\n/);
});

test('GitHub Actions gives the secrets to the steps that need them alone', () => {
  const steps = github.split(/\n {6}- /).slice(1);
  const withSecrets = steps.filter((step) => step.includes('secrets.')).map((step) => step.split('\n')[0]);
  expect(withSecrets).toEqual(['name: Plan', 'name: Deploy']);
});
