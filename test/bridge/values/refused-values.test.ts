import {
  decodeJson,
  decodeMsgpack,
  Dynamic,
  encodeJson,
  encodeMsgpack,
  ExactNumber,
  type Type,
  UNKNOWN,
  type Value,
  ValueError,
} from '../../../src/bridge/values';

/** TypeScript would take it for the method. */
const NAMED_LIKE_A_METHOD = JSON.parse('["object",{"constructor":"string"}]') as Type;

const OBJECT: Type = ['object', { name: 'string', size: 'number', tags: ['map', 'bool'] }];
const NESTED: Type = ['object', { ecr: ['list', OBJECT] }];

const nothing = undefined as unknown as Value;
const wrong = (value: unknown): Value => value as Value;

describe('values that cannot be written', () => {
  it.each<[Type, Value, string]>([
    ['string', 1, 'a string is required (a number given)'],
    ['string', nothing, 'a string is required (nothing given)'],
    ['string', '\ud800', 'a string of well-formed Unicode is required'],
    ['number', '1', 'a number is required (a string given)'],
    ['number', wrong(1n), 'a number is required (a bigint given)'],
    ['number', Infinity, 'a finite number is required (Infinity given)'],
    ['number', NaN, 'a finite number is required (NaN given)'],
    ['bool', 'true', 'a bool is required (a string given)'],
    ['bool', wrong(() => true), 'a bool is required (a function given)'],
    ['dynamic', 'x', 'a dynamic value is required (a string given)'],
    ['string', new Dynamic('string', 'x'), 'a string is required (a dynamic value given)'],
    [['list', 'string'], 'x', 'a list is required (a string given)'],
    [['list', 'string'], { a: 'x' }, 'a list is required (an object given)'],
    [['set', 'string'], true, 'a set is required (a bool given)'],
    [['map', 'string'], ['x'], 'a map is required (an array given)'],
    [['map', 'string'], ExactNumber.from('1e999'), 'a map is required (a number given)'],
    [['tuple', ['string', 'bool']], ['x'], 'a tuple of length 2 is required (1 given)'],
    [['tuple', []], {}, 'a tuple is required (an object given)'],
    [OBJECT, [], 'an object is required (an array given)'],
    [OBJECT, { name: 'x', size: 1 }, 'attribute "tags" is missing'],
    [OBJECT, { name: nothing, size: 1, tags: null }, 'attribute "name" is missing'],
    [NAMED_LIKE_A_METHOD, {}, 'attribute "constructor" is missing'],
    [OBJECT, { name: 'x', size: 1, tags: null, colour: 'red' }, 'unsupported attribute "colour"'],
    [OBJECT, { name: 'x', size: '1', tags: null }, 'size: a number is required (a string given)'],
    [OBJECT, { name: 'x', size: 1, tags: { 'a b': 1 } }, 'tags["a b"]: a bool is required (a number given)'],
    [NESTED, { ecr: [null, { name: 7, size: 1, tags: {} }] }, 'ecr[1].name: a string is required (a number given)'],
    [['set', 'string'], ['a', wrong(2)], '[1]: a string is required (a number given)'],
    [['tuple', ['string', 'bool']], ['a', 'b'], '[1]: a bool is required (a string given)'],
    ['dynamic', new Dynamic(['list', 'bool'], ['x']), '[0]: a bool is required (a string given)'],
    [['map', 'bool'], { 'e\u0301': true, '\u00e9': true }, 'the key "\u00e9" is there twice'],
    [
      ['object', { 'e\u0301': 'bool' }],
      { 'e\u0301': true },
      'an attribute name in Unicode normal form C is required ("e\u0301" given)',
    ],
  ])('%j %p', (type, value, message) => {
    expect(() => encodeMsgpack(type, value)).toThrow(new ValueError(message));
    expect(() => encodeJson(type, value)).toThrow(new ValueError(message));
  });

  it('unknown values have no JSON', () => {
    expect(() => encodeJson(['list', 'string'], ['x', UNKNOWN])).toThrow(
      new ValueError('[1]: a known value is required (JSON has no unknown values)'),
    );
  });

  it('the path of the error is a path, and the reason leaves it out', () => {
    const failed = (): Buffer => encodeMsgpack(NESTED, { ecr: [{ name: 'x', size: 1, tags: { a: 'secret' } }] });
    expect(failed).toThrow(ValueError);
    try {
      failed();
    } catch (error) {
      const { path, reason } = error as ValueError;
      expect(path.steps).toEqual([{ attribute: 'ecr' }, { index: 0 }, { attribute: 'tags' }, { key: 'a' }]);
      expect(reason).toBe('a bool is required (a string given)');
    }
  });
});

describe('bytes that are not a value in msgpack', () => {
  it.each<[Type, string, string]>([
    ['string', '', 'a whole value is required (the bytes end early)'],
    ['string', 'a2', 'a whole value is required (the bytes end early)'],
    ['string', 'dbffffffff61', 'a whole value is required (the bytes end early)'],
    ['string', 'd4', 'a whole value is required (the bytes end early)'],
    ['string', 'c9ffffffff00', 'a whole value is required (the bytes end early)'],
    ['number', 'cd01', 'a whole value is required (the bytes end early)'],
    ['number', 'cb0000', 'a whole value is required (the bytes end early)'],
    [['list', 'string'], 'ddffffffff', 'a whole value is required (the bytes end early)'],
    [['map', 'string'], 'dfffffffff', 'a whole value is required (the bytes end early)'],
    ['string', 'a161a162', 'nothing is allowed after the value (2 bytes given)'],
    ['string', '01', 'a string is required (a number given)'],
    ['string', 'c4026869', 'a string is required (a binary given)'],
    ['string', 'a1ff', 'a string in UTF-8 is required'],
    ['string', 'c1', 'a string is required (a byte that msgpack does not use given)'],
    ['number', 'c3', 'a number is required (a bool given)'],
    ['number', 'a3696e66', 'a decimal number is required'],
    ['number', 'cb7ff0000000000000', 'a finite number is required (Infinity given)'],
    ['number', 'caff800000', 'a finite number is required (-Infinity given)'],
    ['number', 'cb7ff8000000000000', 'a finite number is required (NaN given)'],
    ['bool', '01', 'a bool is required (a number given)'],
    [['list', 'string'], '80', 'a list is required (an object given)'],
    [['set', 'string'], 'a0', 'a set is required (a string given)'],
    [['list', 'string'], '92a16101', '[1]: a string is required (a number given)'],
    [['map', 'string'], '90', 'a map is required (an array given)'],
    [['map', 'string'], '8101a0', 'a string is required as key (a number given)'],
    [['map', 'string'], '81d40000a0', 'a string is required as key (an unknown value given)'],
    [['map', 'string'], '82a161a0a161a0', 'the key "a" is there twice'],
    [['map', 'string'], '81a161c2', '["a"]: a string is required (a bool given)'],
    [['tuple', ['bool', 'bool']], '91c2', 'a tuple of length 2 is required (1 given)'],
    [['tuple', ['bool', 'bool']], '92c2a0', '[1]: a bool is required (a string given)'],
    [OBJECT, '90', 'an object is required (an array given)'],
    [OBJECT, '82a46e616d65c0a473697a65c0', 'an object with 3 attributes is required (2 given)'],
    [['object', { a: 'bool' }], '80', 'an object with 1 attribute is required (0 given)'],
    [['object', { a: 'bool' }], '81a162c2', 'unsupported attribute "b"'],
    [['object', { a: 'bool' }], '81a161a0', 'a: a bool is required (a string given)'],
    [['object', { a: 'bool', b: 'bool' }], '82a161c2a161c2', 'attribute "a" is there twice'],
    [['object', { a: 'bool', b: 'bool' }], '82a162c2a162c2', 'attribute "b" is there twice'],
    ['dynamic', 'a0', 'a dynamic value is required (a string given)'],
    ['dynamic', '93c40622626f6f6c22c3c3', 'a dynamic value of 2 parts is required (3 given)'],
    ['dynamic', '92a622626f6f6c22c3', 'a type in a binary is required (a string given)'],
    ['dynamic', '92c40622626f6f6d22c3', 'unsupported type "boom"'],
    ['dynamic', '92c40122c3', 'a type in JSON is required (the text is not JSON)'],
    [['list', 'dynamic'], '9192c40622626f6f6c22a0', '[0]: a bool is required (a string given)'],
  ])('%j %s', (type, hex, message) => {
    expect(() => decodeMsgpack(type, Buffer.from(hex, 'hex'))).toThrow(new ValueError(message));
  });
});

describe('bytes that are not a value in JSON', () => {
  it.each<[Type, string, string]>([
    ['string', '', 'JSON is required (malformed at character 1)'],
    ['string', '"top secret', 'JSON is required (malformed at character 1)'],
    ['string', '"a" "b"', 'JSON is required (malformed at character 5)'],
    ['string', '1', 'a string is required (a number given)'],
    ['number', '"1"', 'a number is required (a string given)'],
    ['bool', '"true"', 'a bool is required (a string given)'],
    [['list', 'string'], '{}', 'a list is required (an object given)'],
    [['set', 'string'], '"x"', 'a set is required (a string given)'],
    [['map', 'string'], '[]', 'a map is required (an array given)'],
    [['map', 'bool'], '{"x y":1}', '["x y"]: a bool is required (a number given)'],
    [['tuple', ['bool']], '[true,true]', 'a tuple of length 1 is required (2 given)'],
    [OBJECT, '{"name":"x","size":1}', 'attribute "tags" is missing'],
    [OBJECT, '{"name":"x","size":1,"tags":null,"colour":1}', 'unsupported attribute "colour"'],
    [NESTED, '{"ecr":[{"name":1}]}', 'ecr[0].name: a string is required (a number given)'],
    ['dynamic', '"x"', 'a dynamic value is required (a string given)'],
    ['dynamic', '{"value":1}', 'a dynamic value with "value" and "type" is required'],
    ['dynamic', '{"value":1,"type":"number","x":1}', 'a dynamic value with "value" and "type" is required'],
    ['dynamic', '{"value":1,"type":["list"]}', 'a type of 2 parts is required (1 given)'],
    ['dynamic', '{"value":[1],"type":["list","bool"]}', '[0]: a bool is required (a number given)'],
  ])('%j %s', (type, json, message) => {
    expect(() => decodeJson(type, Buffer.from(json))).toThrow(new ValueError(message));
  });
});

describe('bytes and values that nest without end', () => {
  const tooDeep = new ValueError('at most 400 levels of nesting are supported');
  const levels = 100_000;

  it('are refused in msgpack', () => {
    const bomb = Buffer.concat(Array<Buffer>(levels).fill(Buffer.from('92c4092264796e616d696322', 'hex')));
    expect(() => decodeMsgpack('dynamic', bomb)).toThrow(tooDeep);
  });

  it('are refused in JSON', () => {
    const bomb = `${'{"type":"dynamic","value":'.repeat(levels)}1${'}'.repeat(levels)}`;
    expect(() => decodeJson('dynamic', Buffer.from(bomb))).toThrow(tooDeep);
    expect(() => decodeJson('dynamic', Buffer.from(bomb.replace('1', '1e5')))).toThrow(tooDeep);
  });

  it('are refused in the type of a dynamic value', () => {
    const type = `${'["list",'.repeat(levels)}"bool"${']'.repeat(levels)}`;
    const bytes = Buffer.concat([
      Buffer.from('92c600', 'hex'),
      Buffer.alloc(3),
      Buffer.from(type),
      Buffer.from([0xc0]),
    ]);
    bytes.writeUInt32BE(type.length, 2);
    expect(() => decodeMsgpack('dynamic', bytes)).toThrow(tooDeep);
  });

  it('are refused on the way out', () => {
    let value: Value = null;
    for (let level = 0; level < levels; level++) value = new Dynamic(['list', 'dynamic'], [value]);
    expect(() => encodeMsgpack('dynamic', value)).toThrow(tooDeep.reason);
    expect(() => encodeJson('dynamic', value)).toThrow(tooDeep.reason);
  });
});
