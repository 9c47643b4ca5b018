import type { SchemaShape } from '../../src/bridge/framework';
import { paletteProvider } from '../../src/provider';

const { resources = {}, dataSources = {} } = paletteProvider({});
const schemas = [...Object.entries(resources), ...Object.entries(dataSources)].map(
  ([name, { schema }]) => [name, schema as SchemaShape] as const,
);

/** Every block with its path. */
function blocksOf({ blocks = {} }: SchemaShape, above = ''): readonly (readonly [string, SchemaShape])[] {
  return Object.entries(blocks).flatMap(([name, block]) => [
    [above + name, block] as const,
    ...blocksOf(block, `${above}${name}.`),
  ]);
}

it.each(schemas)('%s: no optional block is one that `cdktf get` takes for required', (_, schema) => {
  const allRequired = blocksOf(schema).filter(([, { attributes, blocks }]) => {
    return blocks === undefined && Object.values(attributes).every(({ mode }) => mode.startsWith('required'));
  });
  expect(allRequired.map(([path]) => path)).toEqual([]);
});

it('a block that has none of that trap is found at all', () => {
  expect(schemas.flatMap(([, schema]) => blocksOf(schema).map(([path]) => path))).toContain('ecr.sts');
});
