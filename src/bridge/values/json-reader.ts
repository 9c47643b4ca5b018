import { ExactNumber } from './exact-number';
import { MAX_DEPTH, TOO_DEEP } from './limits';
import { setOwn } from './record';
import { ValueError } from './value-error';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\n\r]*/y;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Reads JSON that holds numbers of more digits than JSON.parse keeps; five times slower than that. */
export class ExactJsonReader {
  private position = 0;

  constructor(private readonly text: string) {}

  /** @throws ValueError if the text is not one JSON value, or nests too deep */
  document(): unknown {
    const value = this.value(0);
    if (this.next() !== '') throw this.malformed();
    return value;
  }

  private value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw new ValueError(TOO_DEEP);
    switch (this.next()) {
      case '{':
        return this.object(depth + 1);
      case '[':
        return this.array(depth + 1);
      case '"':
        return this.string();
      default:
        return this.literal();
    }
  }

  private object(depth: number): unknown {
    const object: Record<string, unknown> = {};
    this.position++;
    if (this.next() === '}') return this.close(object);
    for (;;) {
      if (this.next() !== '"') throw this.malformed();
      const key = this.string();
      if (this.next() !== ':') throw this.malformed();
      this.position++;
      setOwn(object, key, this.value(depth));
      if (!this.anotherBefore('}')) return this.close(object);
    }
  }

  private array(depth: number): unknown {
    const array: unknown[] = [];
    this.position++;
    if (this.next() === ']') return this.close(array);
    for (;;) {
      array.push(this.value(depth));
      if (!this.anotherBefore(']')) return this.close(array);
    }
  }

  private string(): string {
    const start = this.position;
    let end = start + 1;
    for (let code = this.text.charCodeAt(end); code !== QUOTE; code = this.text.charCodeAt(end)) {
      if (Number.isNaN(code)) throw this.malformed();
      end += code === BACKSLASH ? 2 : 1;
    }
    this.position = end + 1;
    try {
      return String(JSON.parse(this.text.slice(start, this.position)));
    } catch {
      this.position = start;
      throw this.malformed();
    }
  }

  private literal(): unknown {
    const word = this.match(WORD);
    if (word !== '') return WORDS.get(word);
    const number = this.match(NUMBER);
    if (number === '') throw this.malformed();
    return ExactNumber.from(number);
  }

  private anotherBefore(end: string): boolean {
    const next = this.next();
    if (next !== ',' && next !== end) throw this.malformed();
    if (next === ',') this.position++;
    return next === ',';
  }

  private close<T>(collection: T): T {
    this.position++;
    return collection;
  }

  /** The character after any white space; "" at the end of the text. */
  private next(): string {
    this.match(SPACE);
    return this.text.charAt(this.position);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const [match = ''] = pattern.exec(this.text) ?? [];
    this.position += match.length;
    return match;
  }

  /** Says where, but not what stands there: state holds secrets. */
  private malformed(): ValueError {
    return new ValueError(`JSON is required (malformed at character ${this.position + 1})`);
  }
}
