import { Construct } from 'constructs';
import { nameFromPath } from '../../../../lib/aws/network/name-from-path';
import { newStack } from '../../synthesized';

function nameOf(...ids: readonly string[]): string {
  const [stack = '', ...others] = ids;
  return nameFromPath(
    others.reduce<Construct>((scope, id) => new Construct(scope, id), newStack(stack)),
    40,
  );
}

test('a short path is the name', () => {
  expect(nameOf('prod', 'team_a', 'Allowlist', 'Dns')).toBe('prod-team-a-Allowlist-Dns');
});

test.each([
  [
    'a long path, cut at its beginning',
    ['production-europe', 'platform-services', 'Allowlist', 'Dns'],
    'staging-europe',
  ],
  ['letters that AWS does not take', ['prod', '東京'], 'staging'],
  ['nothing that AWS takes', ['東京'], '大阪'],
])('%s: a hash tells it apart, and the name stays within its limit', (_what, [stack = '', ...ids], otherStack) => {
  const names = [nameOf(stack, ...ids), nameOf(otherStack, ...ids)];
  expect(new Set(names).size).toBe(2);
  for (const name of names) expect(name).toMatch(/^(?=.{1,40}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*-[0-9a-f]{8}$/);
});

test('two constructs in one scope whose ids have no letter for AWS have names of their own', () => {
  expect(nameOf('prod', '東京')).not.toBe(nameOf('prod', '大阪'));
});
