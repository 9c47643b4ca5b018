import { Dynamic, ExactNumber, isUnknown, type Value } from '../../values';

const LONGEST = 120;

/** A value in a message about a provider's mistake, much as HCL writes it; cut where it is long. */
export function showValue(value: Value): string {
  const text = write(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function write(value: Value): string {
  if (isUnknown(value)) return '(known after apply)';
  if (value instanceof ExactNumber) return value.text;
  if (value instanceof Dynamic) return write(value.value);
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(write).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{ ${Object.entries(value as Readonly<Record<string, Value>>)
    .map(([name, member]) => `${name} = ${write(member)}`)
    .join(', ')} }`;
}
