import { readDetails, textOfDetails, thingsNamedIn } from '../../src/palette/error-details';

const redact = (text: string) => text.replaceAll('secret', '***');

it.each([
  ['none', undefined],
  ['null', null],
  ['an empty object', {}],
  ['empty lists and texts', { profiles: [], note: '', more: { list: [{}] } }],
])('%s says nothing', (_, details) => expect(readDetails(details, redact)).toBeUndefined());

it('every text and every name of a field is redacted', () => {
  const details = { secret: ['a secret', { deep: 'secret', count: 0 }], is: false };
  expect(readDetails(details, redact)).toEqual({ '***': ['a ***', { deep: '***', count: 0 }], is: false });
});

it('what is nested without end is cut off', () => {
  let details: object = {};
  for (let depth = 0; depth < 10_000; depth += 1) details = { deeper: details, name: 'x' };
  expect(JSON.stringify(readDetails(details, redact)).length).toBeLessThan(200);
});

it('a long text is cut', () => {
  expect(textOfDetails({ a: 'x'.repeat(1000) })).toMatch(/^\{"a":"x{294}…$/);
});

it.each<[string, unknown, object[]]>([
  ['no object', 'text', []],
  ['no lists', { name: 'x', count: 1 }, []],
  ['lists of something else', { list: [1, null, {}, ''] }, []],
  ['texts', { usedBy: ['a', 'b'] }, [{ sort: 'used by', names: ['a', 'b'] }]],
  [
    'objects with names',
    { appProfiles: [{ name: 'a' }, { metadata: { name: 'b' } }] },
    [{ sort: 'app profiles', names: ['a', 'b'] }],
  ],
])('names in %s', (_, details, expected) => expect(thingsNamedIn(details)).toEqual(expected));
