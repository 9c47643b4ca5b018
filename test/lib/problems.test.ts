import { Construct } from 'constructs';
import { throwProblems } from '../../lib/problems';
import { newStack } from './synthesized';

test('without problems nothing is thrown', () => {
  expect(() => throwProblems(newStack(), [])).not.toThrow();
});

test('each problem stands on its own line below the path of the construct, with its value if it has one', () => {
  const scope = new Construct(new Construct(newStack('prod'), 'charts'), 'harbor');
  const problems = [
    { prop: 'name', value: '', reason: "must not be empty. Write name: 'harbor'" },
    { prop: 'port', value: 0, reason: 'must be above 0. Write port: 443.' },
    { prop: 'paths', value: ['a'], reason: 'must be two' },
    { prop: 'password', reason: 'must not be empty' },
  ];
  expect(() => throwProblems(scope, problems)).toThrow(
    new Error(
      [
        '"prod/charts/harbor" cannot be built from these props:',
        `  'name' ("") must not be empty. Write name: 'harbor'.`,
        "  'port' (0) must be above 0. Write port: 443.",
        `  'paths' (["a"]) must be two.`,
        "  'password' must not be empty.",
      ].join('\n'),
    ),
  );
});
