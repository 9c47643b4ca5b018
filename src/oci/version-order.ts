/**
 * Orders versions as semantic versioning does (section 11), newest first. "1.2" counts as "1.2.0" and a leading "v" is
 * skipped, as Helm does; texts that are no version come last, in their own order.
 */
export function newestFirst(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  if (left === undefined || right === undefined) {
    return Number(left === undefined) - Number(right === undefined) || compareTexts(a, b);
  }
  return (
    compareLists(right.core, left.core) || comparePreReleases(right.preRelease, left.preRelease) || compareTexts(b, a)
  );
}

function parse(version: string): { core: string[]; preRelease: string[] } | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/.exec(version);
  if (match === null) return undefined;
  const [, major = '0', minor = '0', patch = '0', preRelease] = match;
  return { core: [major, minor, patch], preRelease: preRelease?.split('.') ?? [] };
}

/** A release is newer than its pre-releases. */
function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return Number(a.length === 0) - Number(b.length === 0);
  return compareLists(a, b);
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  const unequal = a.findIndex((part, index) => part !== b[index]);
  const [left, right] = [a[unequal], b[unequal]];
  if (left === undefined) return a.length - b.length;
  return right === undefined ? 1 : compareParts(left, right);
}

/** Numbers are older than words. Compared as texts, because dates and build numbers can exceed what a number holds. */
function compareParts(a: string, b: string): number {
  const [aIsNumber, bIsNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (aIsNumber !== bIsNumber) return aIsNumber ? -1 : 1;
  if (!aIsNumber) return compareTexts(a, b);
  const [left, right] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')];
  return left.length - right.length || compareTexts(left, right);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
