import fc from 'fast-check';
import {
  attribute,
  type Attribute,
  type Attributes,
  type AttributeMode,
  block,
  type Block,
  type Nesting,
  type Schema,
} from '../../src/bridge/framework';
import { type Type, UNKNOWN, type Value } from '../../src/bridge/values';

type Shape = Pick<Schema, 'attributes' | 'blocks'>;
type Pick1 = <T>(...options: readonly T[]) => T;

/** Draws from fast-check one choice at a time, so that whatever is built from choices shrinks. */
export class Draw {
  constructor(private readonly gen: fc.GeneratorValue) {}

  readonly one: Pick1 = (...options) => options[this.below(options.length)]!;

  below(limit: number): number {
    return this.gen(fc.nat, { max: limit - 1 });
  }

  /** True once in `often` draws; shrinks to false. */
  rarely(often = 4): boolean {
    return this.below(often) === often - 1;
  }

  schema(): Schema {
    const { attributes, blocks } = this.shape(2, false);
    // Shows that a write-only value changed, wherever there is one.
    const trace = attribute.string({ computed: true, description: '' });
    return { description: 'Random.', attributes: { ...attributes, trace }, blocks };
  }

  private shape(depth: number, inSet: boolean): Shape {
    const attributes = this.attributes(depth, inSet);
    const blocks: Record<string, Block> = {};
    if (depth > 0) {
      for (let i = this.below(3); i > 0; i--) blocks[`block_${i}`] = this.block(depth - 1, inSet);
    }
    return { attributes, blocks };
  }

  private block(depth: number, inSet: boolean): Block {
    const nesting = this.one<Nesting>('single', 'list', 'set', 'map');
    return block(nesting, this.shape(depth, inSet || nesting === 'set'), { description: '' });
  }

  private attributes(depth: number, inSet: boolean): Attributes {
    const attributes: Record<string, Attribute> = {};
    for (let i = 1 + this.below(3); i > 0; i--) attributes[`a${i}`] = this.attribute(depth, inSet);
    return attributes;
  }

  private attribute(depth: number, inSet: boolean): Attribute {
    const options = { description: '', ...this.modeOptions(inSet) };
    if (depth > 0 && this.rarely(3)) {
      const nesting = this.one<Nesting>('single', 'list', 'set', 'map');
      const isOther = 'writeOnly' in options || 'default' in options || (inSet && 'computed' in options);
      return attribute.nested(
        nesting,
        this.attributes(depth - 1, inSet || nesting === 'set'),
        (isOther ? { description: '', optional: true } : options) as never,
      );
    }
    const types: readonly Type[] = [
      'string',
      'number',
      'bool',
      ['list', 'string'],
      ['set', 'number'],
      ['map', 'string'],
    ];
    const type = this.one<Type>(...types, ['object', { x: 'string', y: 'number' }]);
    const made = attribute.string(options as never) as Attribute;
    // Two elements of a set whose computed bools come out alike would become one.
    if (inSet && 'computed' in options) return made;
    const hasDefault = made.mode === 'default';
    return { ...made, type, options: hasDefault ? { ...made.options, default: this.plain(type) } : made.options };
  }

  private modeOptions(inSet: boolean): object {
    const modes: readonly AttributeMode[] = ['optional', 'required', 'computed', 'optional-computed', 'default'];
    const mode = this.one<AttributeMode>(...modes, ...(inSet ? [] : (['write-only'] as const)));
    const keep = this.rarely(2) ? { keepPriorState: true } : {};
    switch (mode) {
      case 'required':
        return { required: true, ...(this.rarely() ? { replace: true } : {}) };
      case 'computed':
        return { computed: true, ...keep };
      case 'optional-computed':
        return { optional: true, computed: true, ...keep };
      case 'default':
        return { default: 'to be replaced' };
      case 'write-only':
        return { optional: true, writeOnly: true };
      default:
        return { optional: true, ...(this.rarely() ? { local: true } : {}) };
    }
  }

  /** What a person may write for a shape; `unknowns` allows values and blocks that are not known yet. */
  config(shape: Shape, unknowns: boolean): Record<string, Value> {
    const config = this.configAttributes(shape.attributes, unknowns);
    for (const [name, each] of Object.entries(shape.blocks ?? {})) {
      config[name] =
        unknowns && this.rarely(8) ? UNKNOWN : this.nesting(each.nesting, true, () => this.config(each, unknowns));
    }
    return config;
  }

  private configAttributes(attributes: Attributes, unknowns: boolean): Record<string, Value> {
    return Object.fromEntries(
      Object.entries(attributes).map(([name, { mode, type, nested }]) => {
        if (mode === 'computed' || (mode !== 'required' && this.rarely(2))) return [name, null];
        if (unknowns && this.rarely(6)) return [name, UNKNOWN];
        const inner = () => this.configAttributes(nested!.attributes, unknowns);
        return [name, nested ? this.nesting(nested.nesting, false, inner) : this.value(type, unknowns)];
      }),
    );
  }

  /** Anything of the right type in every place, allowed there or not; what a careless author may answer. */
  anything(shape: Shape): Record<string, Value> {
    const body = Object.fromEntries(
      Object.entries(shape.attributes).map(([name, { type, nested }]): [string, Value] => {
        if (this.rarely()) return [name, null];
        if (this.rarely(6)) return [name, UNKNOWN];
        const inner = () => (this.rarely(8) ? this.one(null, UNKNOWN) : this.anything(nested!));
        return [name, nested ? this.nesting(nested.nesting, false, inner) : this.value(type, true)];
      }),
    );
    for (const [name, each] of Object.entries(shape.blocks ?? {})) {
      const inner = () => (this.rarely(8) ? this.one(null, UNKNOWN) : this.anything(each));
      body[name] = this.rarely(8) ? this.one(null, UNKNOWN) : this.nesting(each.nesting, true, inner);
    }
    return body;
  }

  private nesting(nesting: Nesting, isBlock: boolean, inner: () => Value): Value {
    if (nesting === 'single') return isBlock && this.rarely(2) ? null : inner();
    const count = this.below(4);
    if (nesting === 'map') return Object.fromEntries(['k', 'l', 'm'].slice(0, count).map((key) => [key, inner()]));
    return Array.from({ length: count }, inner);
  }

  private plain(type: Type): Value {
    return this.value(type, false);
  }

  /** A non-null value; few different ones, so that many are equal. */
  value(type: Type, unknowns: boolean): Value {
    if (type === 'string') return this.one('x', 'y');
    if (type === 'number') return this.one(1, 2);
    if (type === 'bool') return this.one(true, false);
    if (typeof type === 'string') throw new Error(type);
    const member = (t: Type): Value => (unknowns && this.rarely(6) ? UNKNOWN : this.value(t, unknowns));
    if (type[0] === 'object') {
      return Object.fromEntries(Object.entries(type[1]).map(([name, each]) => [name, member(each)]));
    }
    if (type[0] === 'map') return this.rarely(2) ? {} : { k: member(type[1]) };
    if (type[0] === 'tuple') throw new Error('tuple');
    return Array.from({ length: this.below(3) }, () => member(type[1]));
  }
}

/** A property over everything that can be drawn. */
export function drawn(check: (draw: Draw) => Promise<void>) {
  return fc.asyncProperty(fc.gen(), (gen) => check(new Draw(gen)));
}
