import fc from 'fast-check';
import { Dynamic, ExactNumber, type Type, UNKNOWN, type Value } from '../../src/bridge/values';

/** Property tests draw from all that Terraform can say: any type, and any value of it. */

const names = fc.oneof(
  fc.string({ minLength: 1, maxLength: 6 }),
  fc.constantFrom('__proto__', 'constructor', 'a', 'b', 'é', 'e\u0301', '\u{1f600}'),
);

/** The names of attributes come from Terraform, and so in normal form C. */
const attributeNames = names.map((name) => name.normalize());

export const texts = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), names);

const exponents = fc.oneof(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -3000, max: 3000 }));

export const decimalTexts = fc
  .tuple(fc.constantFrom('', '-'), fc.bigInt({ min: 0n, max: 10n ** 40n }), exponents)
  .map(([sign, digits, exponent]) => `${sign}${digits}e${exponent}`);

const numbers = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map((value) => ExactNumber.from(value.toString())),
  decimalTexts.map(ExactNumber.from),
);

/** Keys are told apart by their normal form, as Terraform does. */
function recordOf<T>(values: fc.Arbitrary<T>, keys = names): fc.Arbitrary<Record<string, T>> {
  return fc
    .uniqueArray(fc.tuple(keys, values), { maxLength: 4, selector: ([name]) => name.normalize() })
    .map((entries) => Object.fromEntries(entries));
}

export const types: fc.Arbitrary<Type> = fc.letrec<{ type: Type }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<Type>('string', 'number', 'bool', 'dynamic'),
    fc.tuple(fc.constantFrom('list' as const, 'set' as const, 'map' as const), tie('type')),
    fc.tuple(fc.constant('object' as const), recordOf(tie('type'), attributeNames)),
    fc.tuple(fc.constant('tuple' as const), fc.array(tie('type'), { maxLength: 3 })),
  ),
})).type;

export interface ValueOptions {
  /** Unknown values may stand anywhere. */
  readonly unknowns: boolean;
}

export function valuesOf(type: Type, options: ValueOptions): fc.Arbitrary<Value> {
  const special: fc.Arbitrary<Value> = options.unknowns ? fc.constantFrom(null, UNKNOWN) : fc.constant(null);
  return fc.oneof({ weight: 1, arbitrary: special }, { weight: 6, arbitrary: presentValuesOf(type, options) });
}

function presentValuesOf(type: Type, options: ValueOptions): fc.Arbitrary<Value> {
  if (type === 'string') return texts;
  if (type === 'number') return numbers;
  if (type === 'bool') return fc.boolean();
  if (type === 'dynamic') return dynamics(options);
  switch (type[0]) {
    case 'map':
      return recordOf(valuesOf(type[1], options));
    case 'object':
      return fc
        .tuple(
          ...Object.entries(type[1]).map(([name, attribute]) =>
            valuesOf(attribute, options).map((value): [string, Value] => [name, value]),
          ),
        )
        .map((entries) => Object.fromEntries(entries));
    case 'tuple':
      return fc.tuple(...type[1].map((element) => valuesOf(element, options)));
    default:
      return fc.array(valuesOf(type[1], options), { maxLength: 4 });
  }
}

/** Their own types stay flat: what nests is the type around them. */
function dynamics(options: ValueOptions): fc.Arbitrary<Value> {
  const ownTypes = fc.constantFrom<Type>(
    'string',
    'number',
    'bool',
    ['list', 'string'],
    ['object', { a: 'number', __proto__x: 'bool' }],
  );
  return ownTypes.chain((type) => valuesOf(type, options).map((value) => new Dynamic(type, value)));
}

export const typedValues = (options: ValueOptions): fc.Arbitrary<readonly [Type, Value]> =>
  types.chain((type) => valuesOf(type, options).map((value) => [type, value] as const));
