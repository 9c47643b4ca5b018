import { newestFirst } from '../../src/oci/version-order';

describe('versions', () => {
  it.each([
    ['releases', ['2.0.0', '1.10.0', '1.9.1', '1.9.0']],
    [
      'the example of the specification',
      '1.0.0 1.0.0-rc.1 1.0.0-beta.11 1.0.0-beta.2 1.0.0-beta 1.0.0-alpha.beta 1.0.0-alpha.1 1.0.0-alpha'.split(' '),
    ],
    ['short ones', ['v2', '1.5', '1.4.9']],
    ['dates that are no safe numbers', ['0.0.20261122123456789013', '0.0.20261122123456789012', '0.0.9']],
    ['builds of one version', ['1.0.0+b', '1.0.0+a', '1.0.0']],
    ['what is no version', ['1.0.0', 'dev', 'latest', 'x1.0.0']],
  ])('%s are ordered newest first', (_, expected) => {
    expect([...expected].reverse().sort(newestFirst)).toEqual(expected);
    expect([...expected].sort(newestFirst)).toEqual(expected);
  });
});
