import { ValueError } from './value-error';

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Text as Terraform keeps it: Unicode in normal form C, on which it insists before it compares. A lone surrogate has no
 * UTF-8 at all; it would silently arrive as U+FFFD and come back as "inconsistent result".
 */
export function toTerraformText(text: string): string {
  if (LONE_SURROGATE.test(text)) throw new ValueError('a string of well-formed Unicode is required');
  return text.normalize();
}

export interface TextKey {
  /** As it stands in the value. */
  readonly key: string;
  /** As Terraform keeps it. */
  readonly text: string;
}

/** The keys of a map in the order in which they are written. @throws ValueError if two become one in normal form C */
export function sortedKeys(map: object): readonly TextKey[] {
  const keys = Object.keys(map).map((key): TextKey => ({ key, text: toTerraformText(key) }));
  keys.sort((a, b) => (a.text < b.text ? -1 : 1));
  keys.forEach(({ text }, at) => {
    if (text === keys[at + 1]?.text) throw new ValueError(`the key ${JSON.stringify(text)} is there twice`);
  });
  return keys;
}
