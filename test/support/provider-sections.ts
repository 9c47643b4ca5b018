export type Place = readonly [offset: number, length: number];

/** Where everything stands in the provider's executable: see scripts/provider/launcher.mjs. */
export interface SectionTable {
  readonly text: Readonly<Record<string, Place>>;
  readonly code: Readonly<Record<string, Place>>;
  readonly node: Place;
}

/** Read from the launcher at the start of the executable. */
export function sectionTable(executable: Buffer): SectionTable {
  const [, table] = /table=({.*?}});/.exec(executable.toString('latin1', 0, 4096)) ?? [];
  if (table === undefined) throw new Error('The executable has no table of its sections.');
  return JSON.parse(table) as SectionTable;
}

/** The JavaScript of one section, as bytes. */
export function sectionText(executable: Buffer, name: string): Buffer {
  const place = sectionTable(executable).text[name];
  if (place === undefined) throw new Error(`The executable has no section "${name}".`);
  return executable.subarray(place[0], place[0] + place[1]);
}
