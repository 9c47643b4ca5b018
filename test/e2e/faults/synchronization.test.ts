import { e2eArea } from '../area';
import { failed, outcomes, SYNCHRONIZED } from './fault-table';
import { ALWAYS_CUT, NOT_PALETTE, NOTHING_TO_READ, SENT_AGAIN, SILENT } from './outcome-groups';
import { describeFaults } from './operation';

const KEPT = 'a kept connection that closes';

e2eArea('Faults', {}, (area) => {
  // After a registry was created. One look that fails is forgiven; for good, the registry is in state, tainted.
  describeFaults(area, {
    claim: 'the wait for a synchronization (GET …/sync/status)',
    hcl: SYNCHRONIZED,
    parallelism: 6,
    isMeant: ({ path }) => path.endsWith('/sync/status'),
    expected: outcomes(
      [
        [
          'done',
          [
            ...SENT_AGAIN.filter((name) => name !== KEPT),
            ...SILENT,
            'length too large',
            "500 in Palette's words",
            '500 as a page',
          ],
        ],
        [failed('Palette Not Reachable'), ALWAYS_CUT],
        [failed('Too Many Requests'), ['429, always']],
        [failed('Palette Failed'), ['503, always']],
        [failed('Unexpected Answer'), [...NOT_PALETTE, ...NOTHING_TO_READ]],
        [failed('Not Found In Palette'), ["404 in Palette's words"]],
      ],
      { [KEPT]: 'it strikes whichever creation comes next on it: see connection.test.ts' },
    ),
  });

  // After an update. A second order only starts the same run once more, so it is sent again.
  describeFaults(area, {
    claim: 'the order of a synchronization (POST …/sync)',
    hcl: SYNCHRONIZED,
    isRegisteredBefore: true,
    change: { generation: '2' },
    parallelism: 6,
    isMeant: ({ path }) => path.endsWith('/sync'),
    expected: outcomes([
      ['done', [...SENT_AGAIN, ...NOTHING_TO_READ]],
      [failed('Palette Not Reachable'), ALWAYS_CUT],
      [failed('Palette Did Not Answer In Time'), [...SILENT, 'length too large']],
      [failed('Too Many Requests'), ['429, always']],
      [failed('Palette Failed'), ["500 in Palette's words", '500 as a page', '503, always']],
      [failed('Unexpected Answer'), NOT_PALETTE],
      [failed('Not Found In Palette'), ["404 in Palette's words"]],
    ]),
  });
});
