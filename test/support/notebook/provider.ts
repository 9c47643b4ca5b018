import {
  attribute,
  type DataSource,
  defineFunction,
  defineSchema,
  type EphemeralResource,
  failure,
  FunctionError,
  isUnknown,
  pathTo,
  type Provider,
} from '../../../src/bridge/framework';
import { note } from './note';
import { seal } from './seal';
import { Shelf } from './shelf';

const { string, number, exactNumberType, stringType, numberType } = attribute;

const providerSchema = defineSchema({
  description: 'Keeps notes as files; shows what the bridge can do.',
  attributes: {
    folder: string({ optional: true, description: 'Where notes are kept.' }),
    password: string({ optional: true, sensitive: true, description: 'A secret.' }),
    style: string({ default: 'quiet', description: 'How the provider behaves.' }),
  },
});

const lookUpSchema = defineSchema({
  description: 'Looks a note up.',
  attributes: {
    id: string({ required: true, description: 'Id.' }),
    language: string({ default: 'en', description: 'Language.' }),
    title: string({ computed: true, description: 'Title.' }),
    pages: number({ computed: true, description: 'Pages.' }),
  },
});

const lookUp: DataSource<typeof lookUpSchema, Shelf> = {
  schema: lookUpSchema,
  async read({ config, diagnostics }, shelf) {
    const found = await shelf.read(config.id);
    if (!found) throw failure('Note Not Found', `There is no note ${JSON.stringify(config.id)}.`, pathTo('id'));
    if (found.pages === 0) diagnostics.warning('Empty Note', 'The note has no pages.');
    return { id: config.id, language: config.language ?? '', title: found.title, pages: found.pages };
  },
};

const passSchema = defineSchema({
  description: 'A pass for one run.',
  attributes: {
    length: number({ default: 12, description: 'Length.' }),
    mistake: string({ optional: true, description: 'Lets the author make a mistake.' }),
    value: string({ computed: true, sensitive: true, description: 'The pass.' }),
  },
});

const pass: EphemeralResource<typeof passSchema, Shelf> = {
  schema: passSchema,
  async open({ config: { length, mistake } }) {
    if (mistake === 'throw') throw new Error('no passes today');
    return {
      result: {
        length: mistake === 'answer another length' ? 1 : (length ?? 0),
        mistake,
        value: 'pass-'.padEnd(length ?? 0, 'x'),
      },
      renewAt: new Date(Date.now() + 3_600_000),
      private: Buffer.from('p'),
    };
  },
  async renew({ private: kept }) {
    return { private: kept };
  },
  async close({ private: kept, diagnostics }) {
    if (Buffer.from(kept).toString() !== 'p') diagnostics.error('Wrong Pass', 'Another pass was closed.');
  },
};

const join = defineFunction({
  summary: 'Joins words.',
  description: 'Joins words with a separator.',
  parameters: [{ name: 'separator', type: stringType, description: 'Between words.' }],
  variadic: { name: 'words', type: stringType, description: 'Words.' },
  returns: stringType,
  call([separator], words) {
    if (separator === '!') throw new FunctionError('"!" cannot separate words. Use another character.', 0);
    if (separator === '?') throw new Error('the author did not think of "?"');
    if (separator === '#') return words.length as unknown as string;
    return words.join(separator);
  },
});

const half = defineFunction({
  summary: 'Half of a number; null stays null.',
  description: 'Divides by two.',
  parameters: [{ name: 'of', type: numberType, description: 'A number.', allowNull: true }],
  returns: exactNumberType,
  call: ([of]) => (of === null ? null : of / 2),
});

/** The second provider: written only against the framework. */
export const notebook: Provider<typeof providerSchema, Shelf> = {
  schema: providerSchema,
  issuesUrl: 'https://notebook.example/issues',
  configure({ config, diagnostics, log }) {
    log.info('configured', { folder: config.folder, password: config.password, style: config.style });
    if (config.folder === '')
      throw failure('No Folder', 'folder is "". Name a folder or leave it out.', pathTo('folder'));
    if (isUnknown(config.folder))
      diagnostics.warning('Folder Not Known', 'Notes cannot be read yet.', pathTo('folder'));
    return new Shelf(typeof config.folder === 'string' ? config.folder : 'notes');
  },
  resources: { notebook_note: note, notebook_seal: seal },
  dataSources: { notebook_note: lookUp },
  ephemeralResources: { notebook_pass: pass },
  functions: { join, half },
};
