import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PACKAGE_ROOT } from './source-files';

function lint(code: string): string {
  const eslint = join(PACKAGE_ROOT, 'node_modules', 'eslint', 'bin', 'eslint.js');
  const args = [eslint, '--stdin', '--stdin-filename', 'examples/sample.ts', '--format', 'json'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: PACKAGE_ROOT, input: code, encoding: 'utf8' });
  const [{ messages }] = JSON.parse(stdout) as [{ messages: { ruleId: string; message: string }[] }];
  return messages.map(({ ruleId, message }) => `${ruleId}: ${message}`).join('\n');
}

test.each([
  ["import { iamRole } from '@cdktf/provider-aws';\nexport const role = iamRole;\n"],
  ["export { iamRole } from '@cdktf/provider-aws';\n"],
])('the root import of the AWS provider is refused: %j', (code) => {
  expect(lint(code)).toBe(
    "no-restricted-imports: '@cdktf/provider-aws' import is restricted from being used. " +
      'Import "@cdktf/provider-aws/lib/<resource>": the root costs 2 s and 575 MB.',
  );
});

test('a deep import of the AWS provider is not', () => {
  expect(lint("export { IamRole } from '@cdktf/provider-aws/lib/iam-role';\n")).toBe('');
});
