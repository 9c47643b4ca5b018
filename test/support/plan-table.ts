import { attribute, block, defineSchema, type ModifyPlanRequest, type PrivateState } from '../../src/bridge/framework';
import { proposedNew } from './core-rules';
import { type Body, bodyOf, noPrivate, serveThing, shown } from './framework-server';

const { string, number, bool, set, nested, stringType } = attribute;
const text = { description: '' };

/** Every kind of attribute and block whose plan follows a rule of its own. */
export const planSchema = defineSchema({
  description: '',
  attributes: {
    id: string({ computed: true, keepPriorState: true, ...text }),
    name: string({ required: true, replace: true, ...text }),
    kind: string({ default: 'plain', ...text }),
    size: number({ optional: true, computed: true, ...text }),
    state: string({ computed: true, ...text }),
    quiet: bool({ default: false, local: true, ...text }),
    fixed: string({ optional: true, replace: ({ prior }) => prior['kind'] === 'fixed', ...text }),
    words: set(stringType, { optional: true, ...text }),
    key_wo: string({ optional: true, writeOnly: true, ...text }),
    steps: nested(
      'list',
      {
        name: string({ required: true, ...text }),
        done: bool({ default: false, ...text }),
        at: string({ computed: true, ...text }),
        host: string({ optional: true, computed: true, keepPriorState: true, ...text }),
      },
      { optional: true, ...text },
    ),
    found: nested(
      'single',
      { name: string({ optional: true, ...text }), kind: string({ default: 'own', ...text }) },
      { computed: true, keepPriorState: true, ...text },
    ),
  },
  blocks: {
    login: block(
      'single',
      { attributes: { user: string({ required: true, replace: true, ...text }) } },
      { ...text, replace: 'presence' },
    ),
    rule: block(
      'set',
      {
        attributes: {
          port: number({ required: true, replace: true, ...text }),
          proto: string({ default: 'tcp', ...text }),
          hits: number({ computed: true, keepPriorState: true, ...text }),
        },
      },
      text,
    ),
    zone: block('map', { attributes: { ttl: number({ default: 60, ...text }) } }, { ...text, replace: 'presence' }),
  },
});

/** What is stored of an object that was written with its name alone. */
export const STORED = {
  id: 'i',
  name: 'n',
  kind: 'plain',
  size: 3,
  state: 'up',
  quiet: false,
  found: { name: 'f', kind: 'rich' },
} as const;

export type Modify = (request: ModifyPlanRequest<typeof planSchema>) => void;

/** Plans as Terraform does: by what is stored, what is written, and core's merge of both. Null attributes are left out. */
export async function plan(prior: Body | null, config: Body, options: { kept?: PrivateState; modify?: Modify } = {}) {
  const { server } = await serveThing(planSchema, { modifyPlan: options.modify });
  const [before, written] = [prior && bodyOf(server, prior), bodyOf(server, config)];
  const proposed = proposedNew(planSchema, before, written) as Body;
  const answer = await server.planResource('thing', {
    prior: before,
    proposed,
    config: written,
    private: options.kept ?? noPrivate(),
  });
  return {
    planned: Object.fromEntries(
      Object.entries(answer.planned ?? {}).filter(
        ([, value]) => value !== null && Object.keys(value).length + Number(typeof value !== 'object') > 0,
      ),
    ),
    replace: answer.requiresReplace.map(String),
    problems: shown(answer.diagnostics),
    private: answer.private,
  };
}
