/**
 * The frame of the end-to-end suite: `npm run e2e` (scripts/e2e.mjs) runs every test/e2e/**\/*.test.ts with
 * jest.e2e.config.js, two files at a time; `npm test` runs none of them. `npm run e2e -- <jest arguments>` runs a part.
 *
 * How to add a part:
 *   1. A file test/e2e/<area>/<claim>.test.ts whose only top-level block is
 *        e2eArea('Faults', { parts: [POSTGRES] }, (area) => { describe('claim', () => { it('case', …) }) });
 *      Files with the same title are one area. The table at the end has a row for each claim (the second describe) with
 *      its cases and how many passed.
 *   2. `parts` are the programs that it needs (test/support/machine-parts.ts). A missing one is a failed test that
 *      tells the command that installs it. Nothing is skipped: a skipped test makes the whole run fail.
 *   3. `area.count('charts compared', 200)` adds to a number that stands below the table.
 *
 * Nothing may be left behind. Each file ends what it started in afterAll; scripts/e2e.mjs looks afterwards, and after an
 * interruption (SIGINT, SIGTERM, 15 minutes) it is what cleans up. It knows what belongs to a run by these two rules:
 *   - Files go below os.tmpdir(), which is a folder of this run. A process belongs to the run if its environment,
 *     arguments or working folder name that folder; so give every process one of them (TMPDIR is inherited).
 *   - Network namespaces have names that start with `namespacePrefix()`; /etc/netns/<name> goes with them. Firewall
 *     rules and addresses live inside such a namespace only, and end with it.
 * A run that leaves something fails and says what.
 */
import { appendFileSync } from 'node:fs';
import { type MachinePart } from '../support/machine-parts';

export interface Area {
  /** Adds to a number that is printed below the table. */
  count(what: string, amount: number): void;
}

/** A part of the suite: the top-level block of a file. */
export function e2eArea(
  title: string,
  needs: { readonly parts?: readonly MachinePart[] },
  tests: (area: Area) => void,
): void {
  const missing = (needs.parts ?? []).filter((part) => !part.isThere());
  const area: Area = { count: (what, amount) => record({ area: title, what, amount }) };
  describe(title, () => {
    if (missing.length === 0) return tests(area);
    describe('machine parts', () => {
      it.each(missing.map((part) => [part.name, part.install]))('%s is there', (name, install) => {
        throw new Error(`"${name}" is not on this machine. Install it: ${install}`);
      });
    });
  });
}

/** Of the names of all network namespaces of this run; short, because an interface name has 15 characters at most. */
export function namespacePrefix(): string {
  return process.env['E2E_NAMESPACE_PREFIX'] ?? `e2e${process.pid}-`;
}

/** One line of JSON each, which scripts/e2e.mjs adds up. Without it there is no file, and nothing is kept. */
function record(line: object): void {
  const file = process.env['E2E_NUMBERS'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
}
