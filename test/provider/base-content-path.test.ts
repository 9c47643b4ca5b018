import { pathTo } from '../../src/bridge/framework';
import { baseContentPath } from '../../src/provider/base-content-path';

const path = pathTo('base_content_paths', 0);

it.each(['charts', 'platform/charts', 'a_b-c.d/e'])('%s is a base content path', (value) => {
  expect(baseContentPath().check(value, path)).toEqual([]);
});

it.each([
  ['', 'it is empty. Write the path to the charts, e.g. "platform/charts", or remove the element.'],
  [' ', 'it is empty. Write the path to the charts, e.g. "platform/charts", or remove the element.'],
  ['a,b', 'it holds a comma. Write one path per element of the list.'],
  ['a b', 'it holds white space. Repository paths have none.'],
  ['oci://host/a', "it is a URL. Write only the path below the registry's host."],
  ['/a', 'remove the slash: "a".'],
  ['a/', 'remove the slash: "a".'],
])('%j is none', (value, problem) => {
  expect(baseContentPath().check(value, path)).toEqual([
    {
      severity: 'error',
      summary: 'Invalid Base Content Path',
      detail: `base_content_paths[0] is ${JSON.stringify(value)}: ${problem}`,
      path,
    },
  ]);
});
