import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(__dirname, '..', '..', '..', '..', 'lib', 'aws', 'network', 'aws-network.ts');
const modules = [...readFileSync(FILE, 'utf8').matchAll(/require\('([^']+)'\)/g)].map(([, name = '']) => name);

test('importing the constructs loads no module of the network services', () => {
  const loaded: string[] = [];
  for (const name of modules) {
    jest.doMock(name, () => {
      loaded.push(name);
      return {};
    });
  }
  jest.isolateModules(() => void require('../../../../lib/aws'));
  expect(modules).toHaveLength(10);
  expect(loaded).toEqual([]);
});
