import { failure, pathTo, type Resource, type StateOf } from '../../../src/bridge/framework';
import { mistakeInAnswer, mistakeInPlan, mistakeInRead } from './mistakes';
import { noteSchema } from './note-schema';
import { settle } from './settle';
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
    if (config.title === 'confuses the author') throw new TypeError('validate does not know what to do');
  },

  modifyPlan(request) {
    const { planned, prior, diagnostics } = request;
    mistakeInPlan(request);
    if (prior && planned.text !== prior.text)
      diagnostics.warning('Text Changes', 'The old text is lost.', pathTo('text'));
    if (prior && planned.subject === 'move it') request.requireReplacement(pathTo('subject'));
  },

  async create({ config, plan, private: kept, signal, saveState, log }, shelf) {
    log.debug('writes a note', { title: plan.title, key: config.key_wo, author: config.author });
    const state = settle(config, plan, shelf.newId(), 1);
    await shelf.write(state);
    kept.set('writer', 'create');
    if (plan.title === 'fails half way') {
      saveState(state);
      throw failure('Note Not Bound', 'The note was written, but could not be bound. It is in state.', pathTo('title'));
    }
    if (plan.title === 'fails at the start')
      throw new Error('there is no paper', { cause: new Error('the shop is shut') });
    if (plan.title === 'takes for ever') {
      saveState(state);
      await forEver(signal);
    }
    return mistakeInAnswer(state);
  },

  async read({ state, private: kept }, shelf) {
    const found = await shelf.read(state.id ?? '');
    if (kept.get('writer') === undefined) kept.set('writer', 'somebody else');
    return (
      found &&
      mistakeInRead({
        ...(state as StateOf<S>),
        kind: state.kind ?? 'plain',
        draft: state.draft ?? false,
        ...found,
      })
    );
  },

  async update({ config, plan, prior, secretsChanged, private: kept }, shelf) {
    const state = settle(config, plan, prior.id ?? '', (prior.changes ?? 0) + 1);
    kept.set('writer', secretsChanged ? 'secret' : 'update');
    await shelf.write({ ...state, writer: kept.get('writer') });
    return mistakeInAnswer(state);
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

function forEver(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
