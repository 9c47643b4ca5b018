import { type Attribute, type SchemaShape, ProviderServer } from '../../src/bridge/framework';
import { paletteProvider } from '../../src/provider';
import { readPage } from './markdown';

const manifest = require('../../package.json') as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
};
const page = readPage('SECURITY.md').replace(/\s+/g, ' ');

/** Names of a list in the page, between two of its words. */
function namesIn(sentence: RegExp): string[] {
  return (sentence.exec(page)?.[1]?.match(/`(\w+)`/g) ?? []).map((code) => code.replaceAll('`', '')).sort();
}

describe('SECURITY.md', () => {
  const nowhere = () => {};
  const log = { trace: nowhere, debug: nowhere, info: nowhere, warn: nowhere, error: nowhere };
  const server = new ProviderServer(paletteProvider({}), { log, maskSecret: nowhere });
  const registry = server.resource('palette_oci_registry').compiled.schema;

  function attributesOf(shape: SchemaShape): [string, Attribute][] {
    return [...Object.entries(shape.attributes), ...Object.values(shape.blocks ?? {}).flatMap(attributesOf)];
  }
  const secrets = attributesOf(registry).filter(([, { options }]) => options.sensitive || options.writeOnly);
  const namesOf = (isWriteOnly: boolean) =>
    secrets.filter(([, { options }]) => (options.writeOnly ?? false) === isWriteOnly).map(([name]) => name);

  it('names every write-only argument, and every one that is stored', () => {
    expect(namesIn(/"Write-only" are (.*?), which/)).toEqual(namesOf(true).sort());
    expect(namesIn(/"Stored" are (.*?)\. \|/)).toEqual(namesOf(false).sort());
  });

  it('says of the package what is so: nothing runs at install, and nothing is installed beside it', () => {
    expect(page).toContain('no install scripts');
    expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
    expect(manifest.dependencies ?? {}).toEqual({});
  });
});
