import { e2eArea } from '../area';
import { failed, outcomes, REGISTRIES, SYNCHRONIZED, warned } from './fault-table';
import { describeFaults } from './operation';

const LEFT_OUT = {
  'reset after the headers': 'which registry is meant stands in the body: see connection.test.ts',
  'a kept connection that closes': 'it strikes whichever creation comes next on it: see connection.test.ts',
};

e2eArea('Faults', {}, (area) => {
  // A creation is never sent again once it may have happened: the registry is looked for, and taken over if it is there.
  describeFaults(area, {
    claim: 'creation (POST)',
    hcl: () => REGISTRIES,
    isMeant: ({ method, path }) => method === 'POST' && path === '/v1/registries/oci/basic',
    expected: outcomes(
      [
        ['done', ['latency', 'slow drip', 'early hints first']],
        ['done', ['429 without a time', '429 with seconds', '429 with a date']],
        [
          warned('Answer To The Creation Was Lost'),
          [
            'slow drip, too slow',
            'reset after the work',
            'reset after the work, always',
            'closed after the work',
            'reset within the headers',
            'closed within the headers',
            'reset within the content',
            'closed within the content',
            'black hole after the work',
            'content that is garbage',
            'content that is cut JSON',
            'content that is another JSON',
            'no content',
            'content that is a login page',
            'length too large',
            'length too small',
            'chunks without an end',
            'an answer that is no HTTP',
            '504 after the work',
          ],
        ],
        [
          failed('Palette Not Reachable'),
          ['reset after the body', 'reset after the body, always', 'closed after the body'],
        ],
        [failed('Palette Did Not Answer In Time'), ['black hole before the work']],
        [failed('Too Many Requests'), ['429, always']],
        [
          failed('Palette Failed'),
          ["500 in Palette's words", '500 as a page', '502 as a page', '503 with seconds', '503, always'],
        ],
        [failed('API Key Not Accepted'), ["404 in Palette's words"]],
        [
          failed('Unexpected Answer'),
          [
            'no HTTP, and no work',
            '403 page of a proxy',
            '404 page of a proxy',
            '407 of a proxy',
            'redirect to a login',
          ],
        ],
      ],
      LEFT_OUT,
    ),
  });

  describeFaults(area, {
    claim: 'validation (POST …/validate)',
    hcl: SYNCHRONIZED,
    parallelism: 6,
    isMeant: ({ path }) => path.endsWith('/validate'),
    expected: outcomes(
      [
        [
          'done',
          [
            'latency',
            'slow drip',
            'early hints first',
            'reset after the body',
            'reset after the work',
            'closed after the body',
            'closed after the work',
            'reset within the headers',
            'closed within the headers',
            'reset within the content',
            'closed within the content',
            'length too large',
            '429 without a time',
            '429 with seconds',
            '429 with a date',
            '502 as a page',
            '503 with seconds',
            '504 after the work',
          ],
        ],
        // A 204 has no content, so there is nothing to be damaged: that it was accepted is all that is asked.
        ['done', ['content that is another JSON', 'no content', 'length too small', 'chunks without an end']],
        [failed('Palette Not Reachable'), ['reset after the work, always', 'reset after the body, always']],
        [
          failed('Palette Did Not Answer In Time'),
          ['slow drip, too slow', 'black hole before the work', 'black hole after the work'],
        ],
        [failed('Too Many Requests'), ['429, always']],
        [failed('Registry Not Valid'), ["500 in Palette's words"]],
        [failed('Palette Failed'), ['500 as a page', '503, always']],
        [failed('API Key Not Accepted'), ["404 in Palette's words"]],
        [
          failed('Unexpected Answer'),
          [
            'content that is garbage',
            'content that is cut JSON',
            'content that is a login page',
            'an answer that is no HTTP',
            'no HTTP, and no work',
            '403 page of a proxy',
            '404 page of a proxy',
            '407 of a proxy',
            'redirect to a login',
          ],
        ],
      ],
      LEFT_OUT,
    ),
  });
});
