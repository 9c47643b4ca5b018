/** One step from a value to a part of it: an attribute of an object, an element of a map, or of a list, set or tuple. */
export type PathStep = { readonly attribute: string } | { readonly key: string } | { readonly index: number };

/** Says where in a value something stands. Immutable: every step gives a new path, so paths may be shared and kept. */
export class Path {
  /** The value itself. */
  static readonly root: Path = new Path([]);

  readonly steps: readonly PathStep[];

  private constructor(steps: PathStep[]) {
    this.steps = Object.freeze(steps);
    Object.freeze(this);
  }

  /** @param steps from the outermost to the innermost */
  static of(steps: readonly PathStep[]): Path {
    return steps.length === 0 ? Path.root : new Path(steps.map((step) => Object.freeze({ ...step })));
  }

  attribute(name: string): Path {
    return this.with({ attribute: name });
  }

  /** The element of a map. */
  key(key: string): Path {
    return this.with({ key });
  }

  /** The element of a list or tuple; of a set, its place in the order in which the set was read or written. */
  index(index: number): Path {
    return this.with({ index });
  }

  /** As a user would write it in HCL: `ecr.sts.role_arn`, `labels["x"]`, `base_content_paths[0]`; the root is "". */
  toString(): string {
    let text = '';
    for (const step of this.steps) {
      if ('attribute' in step) text += text === '' ? step.attribute : `.${step.attribute}`;
      else if ('key' in step) text += `[${JSON.stringify(step.key)}]`;
      else text += `[${step.index}]`;
    }
    return text;
  }

  equals(other: Path): boolean {
    return this.steps.length === other.steps.length && this.startsWith(other);
  }

  /** True for the path itself too. */
  startsWith(start: Path): boolean {
    return start.steps.every((step, at) => isSameStep(step, this.steps[at]));
  }

  private with(step: PathStep): Path {
    return new Path([...this.steps, Object.freeze(step)]);
  }
}

function isSameStep(step: PathStep, other: PathStep | undefined): boolean {
  if (other === undefined) return false;
  if ('attribute' in step) return 'attribute' in other && step.attribute === other.attribute;
  if ('key' in step) return 'key' in other && step.key === other.key;
  return 'index' in other && step.index === other.index;
}
