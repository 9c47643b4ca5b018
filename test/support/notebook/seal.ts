import { attribute, defineSchema, type Resource } from '../../../src/bridge/framework';
import type { Shelf } from './shelf';

const { string } = attribute;

const schema = defineSchema({
  description: 'A seal: cannot be changed, imported or moved to.',
  deprecated: 'Nobody seals notes any more.',
  attributes: {
    text: string({ required: true, replace: true, description: 'Text.' }),
    color: string({ optional: true, description: 'Color; its author forgot that a change needs a new seal.' }),
  },
});

export const seal: Resource<typeof schema, Shelf> = {
  schema,
  create: async ({ plan }) => plan,
  read: async ({ state }) => ({ text: state.text ?? '', color: state.color }),
  delete: async () => {},
};
