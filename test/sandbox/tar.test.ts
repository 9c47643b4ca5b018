import { execFileSync } from 'node:child_process';
import { findTarEntry, writeTar } from '../../src/sandbox/tar';

describe('tar archives', () => {
  const archive = writeTar([
    { name: 'chart/Chart.yaml', content: 'name: chart\n' },
    { name: 'chart/values.yaml', content: 'x'.repeat(600) },
    { name: 'chart/empty', content: '' },
  ]);

  it('are read by the tar of the system', () => {
    expect(execFileSync('tar', ['-tf', '-'], { input: archive, encoding: 'utf8' })).toBe(
      'chart/Chart.yaml\nchart/values.yaml\nchart/empty\n',
    );
    expect(execFileSync('tar', ['-xOf', '-', 'chart/values.yaml'], { input: archive, encoding: 'utf8' })).toBe(
      'x'.repeat(600),
    );
  });

  it.each([
    [/Chart\.yaml$/, 'name: chart\n'],
    [/values\.yaml$/, 'x'.repeat(600)],
    [/empty$/, ''],
    [/missing$/, undefined],
  ])('give the content of the first entry that matches %s', (name, content) => {
    expect(findTarEntry(archive, name)?.toString()).toBe(content);
  });

  it('may be cut off', () => {
    expect(findTarEntry(archive.subarray(0, 700), /values\.yaml$/)).toBeUndefined();
  });
});
