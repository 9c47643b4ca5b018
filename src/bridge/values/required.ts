import { type Type } from './types';
import { ValueError } from './value-error';

/* The sentences for a value of the wrong shape: the same ones for msgpack and JSON, on the way in and out. */

const NAMES = {
  string: 'a string',
  number: 'a number',
  bool: 'a bool',
  dynamic: 'a dynamic value',
  list: 'a list',
  set: 'a set',
  map: 'a map',
  object: 'an object',
  tuple: 'a tuple',
};

/** @param given what stands there instead, in words */
export function typeRequired(type: Type, given: string): ValueError {
  const name = NAMES[typeof type === 'string' ? type : type[0]];
  return new ValueError(`${name} is required (${given} given)`);
}

export function tupleRequired(length: number, given: number): ValueError {
  return new ValueError(`a tuple of length ${length} is required (${given} given)`);
}

export function objectRequired(attributes: number, given: number): ValueError {
  const noun = attributes === 1 ? 'attribute' : 'attributes';
  return new ValueError(`an object with ${attributes} ${noun} is required (${given} given)`);
}

export function missingAttribute(name: string): ValueError {
  return new ValueError(`attribute ${JSON.stringify(name)} is missing`);
}

export function unsupportedAttribute(name: string): ValueError {
  return new ValueError(`unsupported attribute ${JSON.stringify(name)}`);
}

/** Terraform has infinities, but no state, plan or JSON can hold them. */
export function finiteNumberRequired(given: number): ValueError {
  return new ValueError(`a finite number is required (${given} given)`);
}
