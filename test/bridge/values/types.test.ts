import { decodeType, encodeType, type Type, ValueError } from '../../../src/bridge/values';

describe('types', () => {
  it.each<[Type, string]>([
    ['string', '"string"'],
    ['dynamic', '"dynamic"'],
    [['list', ['set', ['map', 'number']]], '["list",["set",["map","number"]]]'],
    [['object', { b: 'bool', a: ['list', 'string'] }], '["object",{"a":["list","string"],"b":"bool"}]'],
    [['object', {}], '["object",{}]'],
    [['object', { b: 'bool', a: 'bool' }, ['b', 'a']], '["object",{"a":"bool","b":"bool"},["a","b"]]'],
    [['tuple', ['string', 'dynamic']], '["tuple",["string","dynamic"]]'],
    [['tuple', []], '["tuple",[]]'],
  ])('%j is written, and read again', (type, json) => {
    expect(encodeType(type).toString()).toBe(json);
    expect(encodeType(decodeType(Buffer.from(json))).toString()).toBe(json);
  });

  it('an attribute may have the name "__proto__"', () => {
    const json = '["object",{"__proto__":"bool"}]';
    expect(encodeType(decodeType(Buffer.from(json))).toString()).toBe(json);
  });

  it.each([
    ['x', 'a type in JSON is required (the text is not JSON)'],
    ['"any"', 'unsupported type "any"'],
    ['1', 'a type is required (a number given)'],
    ['null', 'a type is required (null given)'],
    ['{}', 'a type is required (an object given)'],
    ['[]', 'a type of 2 parts is required (0 given)'],
    ['["list"]', 'a type of 2 parts is required (1 given)'],
    ['["list","bool",[]]', 'a type of 2 parts is required (3 given)'],
    ['["object",{},[],1]', 'a type of 2 parts is required (4 given)'],
    ['["array","bool"]', 'a type that starts with "list", "set", "map", "object" or "tuple" is required'],
    ['["list",["set",1]]', 'a type is required (a number given)'],
    ['["tuple","bool"]', 'an array of types is required (a string given)'],
    ['["object",["bool"]]', 'an object of types is required (an array given)'],
    ['["object",{"a":"boom"}]', 'unsupported type "boom"'],
    ['["object",{},"a"]', 'an array of attribute names is required (a string given)'],
    ['["object",{"a":"bool"},["b"]]', 'the names of optional attributes must be among the attributes'],
    [`${'["list",'.repeat(1000)}"bool"${']'.repeat(1000)}`, 'at most 400 levels of nesting are supported'],
  ])('%s is refused', (json, message) => {
    expect(() => decodeType(Buffer.from(json))).toThrow(new ValueError(message));
  });

  it('one that nests without end cannot be written', () => {
    let type: Type = 'bool';
    for (let level = 0; level < 1000; level++) type = ['list', type];
    expect(() => encodeType(type)).toThrow(new ValueError('at most 400 levels of nesting are supported'));
  });
});
