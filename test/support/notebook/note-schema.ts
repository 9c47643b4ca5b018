import {
  attribute,
  block,
  defineSchema,
  notEmpty,
  oneOf,
  requires,
  wholeNumberBetween,
} from '../../../src/bridge/framework';

const { string, number, exactNumber, bool, dynamic, list, set, map, object, nested } = attribute;
const { stringType, numberType, exactNumberType, objectType } = attribute;

/** Every kind of attribute and block that a schema can hold. */
export const noteSchema = defineSchema({
  description: 'A note, kept as a JSON file.',
  version: 1,
  attributes: {
    id: string({ computed: true, keepPriorState: true, description: 'Name of the file.' }),
    title: string({ required: true, replace: true, validators: [notEmpty()], description: 'Title.' }),
    text: string({ optional: true, description: 'Text.' }),
    kind: string({
      default: 'plain',
      validators: [oneOf('plain', 'rich')],
      replace: ({ prior }) => prior['kind'] === 'rich',
      description: 'Kind. A rich note cannot become a plain one.',
    }),
    pages: number({ optional: true, computed: true, description: 'Pages; counted where not given.' }),
    budget: exactNumber({ optional: true, description: 'Any number.' }),
    draft: bool({ default: false, description: 'Whether it is a draft.' }),
    prices: list(exactNumberType, { optional: true, description: 'Any numbers.' }),
    anything: dynamic({ optional: true, description: 'Any value.' }),
    readers: set(stringType, { optional: true, description: 'Readers.' }),
    chapters: list(stringType, { optional: true, description: 'Chapters.' }),
    labels: map(stringType, { optional: true, description: 'Labels.' }),
    place: object(objectType({ city: stringType, floor: numberType }), { optional: true, description: 'Place.' }),
    subject: string({ optional: true, deprecated: 'Use "title".', description: 'Subject.' }),
    key_wo: string({ optional: true, writeOnly: true, sensitive: true, description: 'Key, never stored.' }),
    key_wo_version: number({ optional: true, description: 'Change it to send the key again.' }),
    token: string({ computed: true, sensitive: true, description: 'Made from the key.' }),
    changes: number({ computed: true, description: 'How often the note was written.' }),
    mistake: string({ optional: true, local: true, description: 'Lets the author of this provider make a mistake.' }),
    sections: nested(
      'list',
      {
        heading: string({ required: true, description: 'Heading.' }),
        number: string({ optional: true, computed: true, description: 'Number.' }),
      },
      { optional: true, description: 'Sections.' },
    ),
    index: nested(
      'map',
      { page: number({ required: true, description: 'Page.' }) },
      { optional: true, description: '' },
    ),
    tags: nested(
      'set',
      {
        key: string({ required: true, description: 'Key.' }),
        weight: number({ default: 1, validators: [wholeNumberBetween(1, 9)], description: 'Weight.' }),
      },
      { optional: true, description: 'Tags.' },
    ),
    safe: nested(
      'single',
      {
        hint: string({ optional: true, description: 'Hint.' }),
        code_wo: string({ optional: true, writeOnly: true, description: 'Code, never stored.' }),
      },
      { optional: true, description: 'Safe.' },
    ),
    cover: nested(
      'single',
      { color: string({ optional: true, description: 'Color.' }) },
      { optional: true, description: '' },
    ),
  },
  blocks: {
    author: block(
      'single',
      {
        attributes: {
          name: string({ required: true, description: 'Name.' }),
          role: string({ default: 'writer', description: 'Role.' }),
          pin_wo: string({ optional: true, writeOnly: true, description: 'Pin.' }),
        },
      },
      { description: 'Author.', replace: 'presence' },
    ),
    line: block(
      'list',
      {
        attributes: {
          text: string({ required: true, description: 'Text.' }),
          stamp: string({ computed: true, description: 'Stamp.' }),
        },
      },
      { description: 'Lines.', maxItems: 3 },
    ),
    mark: block(
      'set',
      {
        attributes: {
          at: number({ required: true, validators: [wholeNumberBetween(0, 99)], description: '' }),
          color: string({ default: 'red', description: '' }),
          seen: string({ computed: true, keepPriorState: true, description: '' }),
        },
      },
      { description: 'Marks.' },
    ),
    part: block(
      'list',
      {
        attributes: { name: string({ required: true, description: 'Name.' }) },
        blocks: {
          scene: block(
            'list',
            {
              attributes: {
                text: string({ required: true, description: 'Text.' }),
                order: number({ computed: true, description: 'Place in the note.' }),
              },
            },
            { description: 'Scenes.' },
          ),
          motto: block(
            'single',
            { attributes: { text: string({ default: 'none', description: 'Text.' }) } },
            { description: 'Motto.' },
          ),
        },
      },
      { description: 'Parts.' },
    ),
    field: block(
      'map',
      { attributes: { value: string({ optional: true, description: '' }) } },
      { description: 'Fields.' },
    ),
  },
  rules: [requires('key_wo_version', 'key_wo', 'Set "key_wo" too.')],
});
