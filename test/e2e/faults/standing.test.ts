import { e2eArea } from '../area';
import { failed, outcomes, REGISTRIES } from './fault-table';
import { ALWAYS_CUT, FAILED_IN_WORDS, NOTHING_TO_READ, NOT_PALETTE, SENT_AGAIN, SILENT } from './outcome-groups';
import { describeFaults } from './operation';

e2eArea('Faults', {}, (area) => {
  describeFaults(area, {
    claim: 'refresh (GET)',
    hcl: () => REGISTRIES,
    isRegisteredBefore: true,
    command: ['plan'],
    isMeant: ({ method }) => method === 'GET',
    expected: outcomes([
      ['done', SENT_AGAIN],
      [failed('Palette Not Reachable'), ALWAYS_CUT],
      [failed('Palette Did Not Answer In Time'), [...SILENT, 'length too large']],
      [failed('Too Many Requests'), ['429, always']],
      [failed('Palette Failed'), FAILED_IN_WORDS],
      [failed('Unexpected Answer'), [...NOT_PALETTE, ...NOTHING_TO_READ]],
      // The list of all registries still has it: state keeps it.
      [failed('Not Found In Palette'), ["404 in Palette's words"]],
    ]),
  });

  describeFaults(area, {
    claim: 'update (PUT)',
    hcl: () => REGISTRIES,
    isRegisteredBefore: true,
    change: { generation: '2' },
    isMeant: ({ method }) => method === 'PUT',
    expected: outcomes([
      ['done', [...SENT_AGAIN, ...NOTHING_TO_READ, 'length too large']],
      [failed('Palette Not Reachable'), ALWAYS_CUT],
      [failed('Palette Did Not Answer In Time'), SILENT],
      [failed('Too Many Requests'), ['429, always']],
      [failed('Palette Failed'), FAILED_IN_WORDS],
      [failed('Unexpected Answer'), NOT_PALETTE],
      [failed('Not Found In Palette'), ["404 in Palette's words"]],
    ]),
  });

  describeFaults(area, {
    claim: 'deletion (DELETE)',
    hcl: () => REGISTRIES,
    isRegisteredBefore: true,
    change: { cases: [], generation: '1' },
    deletes: true,
    isMeant: ({ method }) => method === 'DELETE',
    expected: outcomes([
      ['done', [...SENT_AGAIN, ...NOTHING_TO_READ, 'length too large']],
      [failed('Palette Not Reachable'), ALWAYS_CUT],
      [failed('Palette Did Not Answer In Time'), SILENT],
      [failed('Too Many Requests'), ['429, always']],
      [failed('Registry Not Deleted'), FAILED_IN_WORDS],
      [failed('Unexpected Answer'), NOT_PALETTE],
      [failed('Not Found In Palette'), ["404 in Palette's words"]],
    ]),
  });
});
