import { pathTo, UNKNOWN } from '../../../src/bridge/framework';

/** Mistakes of an author in a plan: what is put into it. */
const IN_PLANS: Readonly<Record<string, object>> = {
  'plan another title': { title: 'Another' },
  'plan what nobody wrote': { subject: 'made up' },
  'plan a write-only value': { key_wo: 'leak' },
  'plan a wrong type': { text: 7 },
  'plan a strange name': { tittle: 'T' },
  'plan blocks as null': { line: null },
  'plan a block too many': { line: [{ text: 'made up', stamp: 'x' }] },
  'plan a block as unknown': { line: UNKNOWN },
  'plan a block that nobody wrote': { author: { name: 'Nobody', role: 'ghost', pin_wo: null } },
  'plan another section': { sections: [{ heading: 'another', number: '1' }] },
};

/** Mistakes that Terraform answers by forgetting or tainting the new object, if the framework let them pass. */
const IN_ANSWERS: Readonly<Record<string, object | undefined>> = {
  'answer another text': { text: 'something else' },
  'answer a wrong type': { token: 7 },
  'answer a wrong shape': { sections: 'none' },
  'answer an unknown value': { token: UNKNOWN },
  'answer a block less': { line: [] },
  'answer a strange name': { tittle: 'T' },
  'leak a write-only value': { key_wo: 'leak' },
  'leave a value out': { changes: undefined },
};

/** In what `read` finds. */
const IN_READS: Readonly<Record<string, object>> = {
  'read an unknown value': { token: UNKNOWN },
  'read a write-only value': { key_wo: 'leak' },
  'read a wrong type': { pages: 'many' },
};

interface Making {
  readonly planned: { readonly mistake: unknown };
  requireReplacement(path: ReturnType<typeof pathTo>): void;
}

export function mistakeInPlan({ planned, requireReplacement }: Making): void {
  if (planned.mistake === 'throw while planning') throw new Error('no plan today');
  if (planned.mistake === 'demand replacement for nothing') requireReplacement(pathTo('nowhere'));
  Object.assign(planned, IN_PLANS[String(planned.mistake)]);
}

export function mistakeInAnswer<T extends { readonly mistake: string | null }>(state: T): T {
  if (state.mistake === 'answer nothing') return undefined as unknown as T;
  return { ...state, ...IN_ANSWERS[state.mistake ?? ''] };
}

export function mistakeInRead<T extends { readonly mistake: string | null }>(found: T): T {
  if (found.mistake === 'read nothing') return undefined as unknown as T;
  return { ...found, ...IN_READS[found.mistake ?? ''] };
}
