import { attribute, block, pathTo } from '../../../src/bridge/framework';
import { bodyOf, serveThing } from '../../support/framework-server';
import { optional, text, withAttributes } from '../../support/validate';

const { string, number, list, set, map, object, nested, stringType, objectType } = attribute;

describe('the place that a diagnostic points at', () => {
  const schema = withAttributes(
    {
      name: string(optional),
      words: list(stringType, optional),
      tags: set(stringType, optional),
      labels: map(stringType, optional),
      steps: nested('list', { at: string(optional) }, optional),
      marks: nested('set', { at: string(optional) }, optional),
      place: object(objectType({ city: stringType }), optional),
    },
    {
      blocks: {
        line: block('list', { attributes: { text: string(optional), words: list(stringType, optional) } }, text),
        rule: block('set', { attributes: { port: number(optional) } }, text),
      },
    },
  );

  it.each([
    [['name'], 'name'],
    [['words', 2], 'words[2]'],
    [['words', 2, 3], 'words[2]'],
    [['tags', 0], 'tags'],
    [['steps', 1, 'at'], 'steps[1]'],
    [['marks', 'at'], 'marks'],
    [['place', 'city'], 'place'],
    [['line', 1, 'text'], 'line[1].text'],
    [['line', 1, 'words', 0], 'line[1].words[0]'],
    [['rule', 'port'], 'rule.port'],
    [['line', 1], 'line[1]'],
    [['nowhere', 'at', 'all'], 'nowhere.at.all'],
  ])('%j is shown at %s, as deep as Terraform can follow', async (steps, place) => {
    const { server } = await serveThing(schema, {
      validate: ({ diagnostics }) => diagnostics.error('S', 'D', pathTo(...steps)),
    });
    const { list: found } = await server.validateResource('thing', bodyOf(server, {}), true);
    expect(String(found[0]!.path)).toBe(place);
  });
});
