import { parseChallenges } from '../../src/oci/challenge';

const parse = (header: string): [string, Record<string, string>][] =>
  parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

describe('a Www-Authenticate header is read', () => {
  it.each<[string, string, [string, Record<string, string>][]]>([
    ['basic', 'Basic realm="parts"', [['basic', { realm: 'parts' }]]],
    [
      'bearer with commas in a value',
      'Bearer realm="https://a/token",service="s",scope="repository:a/b:pull,push"',
      [['bearer', { realm: 'https://a/token', service: 's', scope: 'repository:a/b:pull,push' }]],
    ],
    [
      'two schemes',
      'Bearer realm="https://a/t", Basic realm="b"',
      [
        ['bearer', { realm: 'https://a/t' }],
        ['basic', { realm: 'b' }],
      ],
    ],
    [
      'a bare value and odd spacing',
      'BEARER  Realm = https://a/t ,error=invalid_token',
      [['bearer', { realm: 'https://a/t', error: 'invalid_token' }]],
    ],
    ['an escaped quote', 'Basic realm="a \\"b\\" c"', [['basic', { realm: 'a "b" c' }]]],
    ['a scheme alone', 'Negotiate', [['negotiate', {}]]],
    ['nothing', '', []],
  ])('%s', (_, header, expected) => {
    expect(parse(header)).toEqual(expected);
  });
});
