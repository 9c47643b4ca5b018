import { spawnSync } from 'node:child_process';

/** A program that tests use as it is, and how to get it. */
export interface MachinePart {
  readonly name: string;
  readonly install: string;
  readonly isThere: () => boolean;
}

/**
 * The one place that decides what happens without a part: its tests are left out with a loud warning, except in CI, where
 * a missing part is a failure.
 */
export function describeWith(part: MachinePart, title: string, tests: () => void): void {
  if (part.isThere()) {
    describe(title, tests);
    return;
  }
  const missing = `"${part.name}" is not on this machine. Install it: ${part.install}`;
  if (process.env['CI']) {
    test(`${title} (needs ${part.name})`, () => {
      throw new Error(missing);
    });
    return;
  }
  console.warn(`!!! NOT TESTED: ${title}. ${missing}`);
  describe.skip(title, tests);
}

export function isOnPath(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
}
