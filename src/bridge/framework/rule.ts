import { isUnknown, type Path, type Value } from '../values';
import { type Diagnostic, pathTo } from './diagnostic';

/** A relation between the arguments of one body. */
export interface Rule {
  check(body: Readonly<Record<string, Value>>, at: Path): readonly Diagnostic[];
}

type Presence = 'set' | 'unset' | 'unknown';

/** Exactly one of the named arguments or blocks must be written. Dots reach into single blocks: `sts.role_arn`. */
export function exactlyOneOf(...names: readonly string[]): Rule {
  return {
    check(body, at) {
      const { set, mayBeSet } = count(body, names);
      if (set.length === 1 || (set.length === 0 && mayBeSet)) return [];
      if (set.length > 1) return [tooMany(set, at)];
      const detail = `None of ${quoted(names)} is set. Set exactly one of them.`;
      return [{ severity: 'error', summary: 'Missing Argument', detail, path: at }];
    },
  };
}

/** At most one of the named arguments or blocks may be written. */
export function atMostOneOf(...names: readonly string[]): Rule {
  return {
    check(body, at) {
      const { set } = count(body, names);
      return set.length > 1 ? [tooMany(set, at)] : [];
    },
  };
}

/** Where `name` is written, so must be `other` (or one of several: `password_wo|password`). `advice` says what to write. */
export function requires(name: string, other: string, advice: string): Rule {
  return {
    check(body, at) {
      const others = other.split('|');
      const isMissing = others.every((candidate) => presenceOf(body, candidate) === 'unset');
      if (presenceOf(body, name) !== 'set' || !isMissing) return [];
      const detail = `"${name}" is set, but "${others.join('" or "')}" is not. ${advice}`;
      return [{ severity: 'error', summary: 'Missing Argument', detail, path: under(at, name) }];
    },
  };
}

function count(body: Readonly<Record<string, Value>>, names: readonly string[]) {
  const presences = names.map((name) => presenceOf(body, name));
  return {
    set: names.filter((_, i) => presences[i] === 'set'),
    mayBeSet: presences.includes('unknown'),
  };
}

/** An empty list or map of blocks counts as not written. */
function presenceOf(body: Readonly<Record<string, Value>>, name: string): Presence {
  let value: Value | undefined = body;
  for (const step of name.split('.')) {
    if (value === null || value === undefined) return 'unset';
    if (isUnknown(value)) return 'unknown';
    value = (value as Readonly<Record<string, Value>>)[step];
  }
  if (value === null || value === undefined) return 'unset';
  if (isUnknown(value)) return 'unknown';
  return isEmptyCollection(value) ? 'unset' : 'set';
}

/** Maps have no prototype, objects have one: an empty map is "none", an empty object is a block without arguments. */
function isEmptyCollection(value: Value): boolean {
  if (value === null || typeof value !== 'object' || Object.keys(value).length > 0) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === null;
}

function tooMany(set: readonly string[], at: Path): Diagnostic {
  const detail = `${quoted(set)} are set together. Keep one of them and remove the others.`;
  return { severity: 'error', summary: 'Conflicting Arguments', detail, path: under(at, set[1] ?? set[0]!) };
}

function under(at: Path, name: string): Path {
  return pathTo(...name.split('.')).steps.reduce<Path>(
    (path, step) => ('attribute' in step ? path.attribute(step.attribute) : path),
    at,
  );
}

function quoted(names: readonly string[]): string {
  const all = names.map((name) => `"${name}"`);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
