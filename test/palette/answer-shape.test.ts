import { checkShape, type Shape } from '../../src/palette/answer-shape';

const SHAPE = {
  name: 'text',
  on: 'flag',
  labels: 'texts',
  spec: { endpoint: 'text!', auth: { type: 'text' } },
  tags: [{ tag: 'text' }],
} as const satisfies Shape;
const SPEC = { endpoint: 'e' };

describe('an answer fits its shape', () => {
  it.each<[string, unknown]>([
    [
      'with everything',
      { name: 'n', on: true, labels: { a: 'b' }, spec: { ...SPEC, auth: { type: 't' } }, tags: [{ tag: '1' }] },
    ],
    ['with no more than it needs', { spec: SPEC }],
    ['with null for what is empty', { name: null, on: null, labels: null, spec: { ...SPEC, auth: null }, tags: null }],
    ['with fields that the shape does not know', { spec: { ...SPEC, more: [1] }, newer: { deep: true } }],
    ['with empty texts, objects and lists', { name: '', labels: {}, spec: { ...SPEC, auth: {} }, tags: [] }],
  ])('%s', (_, answer) => expect(() => checkShape(SHAPE, answer)).not.toThrow());
});

describe('an answer that does not fit says where', () => {
  it.each<[unknown, string]>([
    [{}, 'Palette answered without "spec".'],
    [{ spec: null }, 'Palette answered without "spec".'],
    [{ spec: {} }, 'Palette answered without "spec.endpoint".'],
    [{ spec: { endpoint: null } }, 'Palette answered without "spec.endpoint".'],
    [{ spec: { endpoint: '' } }, 'Palette answered without "spec.endpoint".'],
    [{ spec: { endpoint: 1 } }, 'In Palette\'s answer "spec.endpoint" is of type number. Expected a text.'],
    [{ spec: [] }, 'In Palette\'s answer "spec" is a list. Expected an object.'],
    [{ spec: SPEC, name: {} }, 'In Palette\'s answer "name" is of type object. Expected a text.'],
    [{ spec: SPEC, on: 'yes' }, 'In Palette\'s answer "on" is of type string. Expected true or false.'],
    [
      { spec: SPEC, labels: { a: null } },
      'In Palette\'s answer "labels" is of type object. Expected an object of texts.',
    ],
    [{ spec: SPEC, tags: {} }, 'In Palette\'s answer "tags" is of type object. Expected a list.'],
    [{ spec: SPEC, tags: [{}, null] }, 'In Palette\'s answer "tags[1]" is null. Expected something.'],
    [{ spec: SPEC, tags: [{ tag: 1 }] }, 'In Palette\'s answer "tags[0].tag" is of type number. Expected a text.'],
  ])('%j', (answer, message) => expect(() => checkShape(SHAPE, answer)).toThrow(message));
});
