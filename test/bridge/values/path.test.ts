import { Path } from '../../../src/bridge/values';

const rule = Path.root.attribute('ecr').index(0).attribute('labels').key('a "b"');

describe('Path', () => {
  it.each([
    [Path.root, ''],
    [Path.root.attribute('name'), 'name'],
    [Path.root.attribute('ecr').attribute('sts').attribute('role_arn'), 'ecr.sts.role_arn'],
    [Path.root.attribute('labels').key('x'), 'labels["x"]'],
    [Path.root.attribute('base_content_paths').index(0), 'base_content_paths[0]'],
    [rule, 'ecr[0].labels["a \\"b\\""]'],
    [Path.root.index(2).attribute('a'), '[2].a'],
  ])('%# reads as HCL: %s', (path, text) => expect(path.toString()).toBe(text));

  it('is equal to a path of the same steps only', () => {
    expect(rule.equals(Path.root.attribute('ecr').index(0).attribute('labels').key('a "b"'))).toBe(true);
    expect(rule.equals(Path.root.attribute('ecr').index(0).attribute('labels'))).toBe(false);
    expect(Path.root.attribute('a').equals(Path.root.key('a'))).toBe(false);
    expect(Path.root.key('a').equals(Path.root.attribute('a'))).toBe(false);
    expect(Path.root.index(1).equals(Path.root.index(2))).toBe(false);
    expect(Path.root.equals(Path.root)).toBe(true);
  });

  it('starts with itself and with every path that leads to it', () => {
    expect(rule.startsWith(rule)).toBe(true);
    expect(rule.startsWith(Path.root)).toBe(true);
    expect(rule.startsWith(Path.root.attribute('ecr').index(0))).toBe(true);
    expect(rule.startsWith(Path.root.attribute('ecr').index(1))).toBe(false);
    expect(Path.root.startsWith(rule)).toBe(false);
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(rule)).toBe(true);
    expect(Object.isFrozen(rule.steps)).toBe(true);
    expect(rule.steps.every(Object.isFrozen)).toBe(true);
  });
});
