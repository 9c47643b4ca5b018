import { ExactNumber } from '../../values';

/** Writes plain JSON of which some numbers are exact ones; their digits are kept. */
export function toJson(value: unknown): Buffer {
  return Buffer.from(write(value));
}

function write(value: unknown): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    return `{${Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => `${JSON.stringify(name)}:${write(member)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
