import { type Validator, validator } from './validator';

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration as Terraform users write it: `30s`, `10m`, `1h30m`, `500ms`; undefined if it is none. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, , unit] of text.matchAll(/(\d+(\.\d+)?)(ms|s|m|h)/g)) total += Number(amount) * UNIT_MS[unit!]!;
  return total > 0 && total <= MAXIMUM_MS ? total : undefined;
}

/** Timers of Node hold at most 2^31 - 1 ms, a little under 25 days. */
const MAXIMUM_MS = 2_147_483_647;

/** A duration as Terraform users write it: `10m`, `1h30m`, `1.5s`. */
export function formatDuration(ms: number): string {
  const [hours, minutes, seconds] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, (ms / 1_000) % 60];
  const parts = [hours && `${hours}h`, minutes && `${minutes}m`, seconds && `${seconds}s`];
  return parts.filter(Boolean).join('') || '0s';
}

export function duration(): Validator<string> {
  return validator('Invalid Duration', (value, path) =>
    parseDuration(value) === undefined
      ? `${path} is ${JSON.stringify(value)}. Expected a duration above zero such as "30s", "10m" or "1h30m".`
      : undefined,
  );
}
