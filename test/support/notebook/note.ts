import {
  failure,
  type KnownConfigOf,
  pathTo,
  type PlanOf,
  type Resource,
  type StateOf,
} from '../../../src/bridge/framework';
import { isUnknown } from '../../../src/bridge/values';
import { noteSchema } from './note-schema';
import type { Shelf } from './shelf';

type S = typeof noteSchema;

/** A resource in one file: whoever writes it never meets gRPC. */
export const note: Resource<S, Shelf> = {
  schema: noteSchema,
  timeouts: { create: 60_000, update: 60_000, delete: 60_000 },

  validate({ config, diagnostics }) {
    if (config.title === 'forbidden') {
      diagnostics.error('Forbidden Title', 'The title "forbidden" is not allowed. Choose another.', pathTo('title'));
    }
  },

  modifyPlan({ planned, prior, diagnostics }) {
    if (planned.mistake === 'plan another title') Object.assign(planned, { title: 'Another' });
    if (planned.mistake === 'plan a write-only value') Object.assign(planned, { key_wo: 'leak' });
    if (planned.mistake === 'throw while planning') throw new Error('no plan today');
    if (prior && planned.text !== prior.text)
      diagnostics.warning('Text Changes', 'The old text is lost.', pathTo('text'));
  },

  async create({ config, plan, private: kept, signal, saveState }, shelf) {
    const id = shelf.newId();
    const state = settle(config, plan, id, 1);
    await shelf.write(state);
    kept.set('writer', 'create');
    if (plan.title === 'fails half way') {
      saveState(state);
      throw failure('Note Not Bound', 'The note was written, but could not be bound. It is in state.', pathTo('title'));
    }
    if (plan.title === 'takes for ever') await forEver(signal);
    return broken(state, plan.mistake);
  },

  async read({ state, private: kept }, shelf) {
    const found = await shelf.read(state.id ?? '');
    if (kept.get('writer') === undefined) kept.set('writer', 'somebody else');
    return found && { ...(state as StateOf<S>), kind: state.kind ?? 'plain', draft: state.draft ?? false, ...found };
  },

  async update({ config, plan, prior, secretsChanged, private: kept }, shelf) {
    const state = settle(config, plan, prior.id ?? '', (prior.changes ?? 0) + 1);
    kept.set('writer', secretsChanged ? 'secret' : 'update');
    await shelf.write(state);
    return broken(state, plan.mistake);
  },

  async delete({ state }, shelf) {
    if (state.title === 'stays') throw failure('Note Is Read', 'Somebody reads the note. Try again later.');
    await shelf.remove(state.id ?? '');
  },

  async import({ id }, shelf) {
    if (!(await shelf.read(id))) throw failure('Note Not Found', `There is no note "${id}".`);
    return { id };
  },

  upgrades: { 0: (state) => ({ ...state, title: state['name'], kind: 'plain', draft: false }) },

  moves: [
    {
      fromProvider: /\/builtin\/terraform$/,
      fromType: 'terraform_data',
      move: ({ state }) => ({ id: state['id'], title: String((state['input'] as { value: unknown }).value) }),
    },
  ],
};

function settle(config: KnownConfigOf<S>, plan: PlanOf<S>, id: string, changes: number): StateOf<S> {
  const words = (plan.text ?? '').split(/\s+/).filter(Boolean).length;
  return {
    ...plan,
    id,
    changes,
    pages: typeof plan.pages === 'number' ? plan.pages : Math.ceil(words / 2),
    token: isUnknown(plan.token) ? `made from ${config.key_wo?.length ?? 0} characters` : plan.token,
    sections:
      plan.sections?.map((section, i) => ({
        ...section,
        number: isUnknown(section.number) ? `§${i + 1}` : section.number,
      })) ?? null,
    line: plan.line.map((line, i) => ({ ...line, stamp: isUnknown(line.stamp) ? `line ${i + 1}` : line.stamp })),
  };
}

/** The mistakes of an author that Terraform answers by forgetting or tainting the object, if the framework let them. */
function broken(state: StateOf<S>, mistake: string | null): StateOf<S> {
  const mistakes: Readonly<Record<string, object>> = {
    'answer another text': { text: 'something else' },
    'leak a write-only value': { key_wo: 'leak' },
    'leave a value out': { changes: undefined },
  };
  return { ...state, ...mistakes[mistake ?? ''] };
}

function forEver(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
