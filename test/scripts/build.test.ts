import { evaluate } from './script-module';

test('a provider made of files that its target does not watch is refused', () => {
  const inputs = ['src/main.ts', 'src/oci/index.ts', 'src/ocean/index.ts', 'src/main.ts.d/x.ts', 'node_modules/a/i.js'];
  expect(evaluate('build.mjs', `it.refuseUnwatched(${JSON.stringify(inputs)})`)).toEqual({
    Error: 'It is made of src/ocean/index.ts, src/main.ts.d/x.ts too: add that to its inputs in scripts/build.mjs.',
  });
});

test('a target that does not exist is refused with those that do', () => {
  expect(evaluate('build.mjs', `it.build(['provider2'])`)).toEqual({
    Error: 'There is no build target "provider2". Choose from: provider, lib, cli, licenses.',
  });
});
