import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { issueCertificate } from '../support/certificates';
import { PaletteWorld } from '../support/palette-folder';
import { temporaryFolder } from '../support/temporary-folder';

const ROOT = resolve(__dirname, '..', '..');
const world = new PaletteWorld();
afterAll(() => world.end());

/** The block of the README that follows `<!-- test: … -->`. */
function sample(kind: string): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const found = new RegExp(`<!-- test: ${kind} -->\\s+\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
  if (found === undefined) throw new Error(`README.md has no block marked "test: ${kind}"`);
  return found;
}

test('the TypeScript sample of the README compiles, and synthesizes a stack that Terraform accepts', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'main.ts');
  writeFileSync(file, sample('typescript'));
  expect(problemsOf(file)).toEqual([]);

  const program = join(folder, 'main.js');
  writeFileSync(program, ts.transpile(sample('typescript'), { module: ts.ModuleKind.CommonJS }));
  installInto(folder);
  execFileSync(process.execPath, [program], { cwd: folder });
  const json = readFileSync(join(folder, 'cdktf.out', 'stacks', 'registries', 'cdk.tf.json'), 'utf8');
  const terraform = world.folder({ url: 'http://127.0.0.1:9', apiKey: 'unused' });
  await terraform.write('versions.tf', '').write('cdk.tf.json', json).init();
  expect(await terraform.diagnostics('validate')).toEqual([]);
}, 60_000);

test('the sample for Amazon ECR of the README compiles', () => {
  const file = join(temporaryFolder(), 'main.ts');
  writeFileSync(file, sample('ecr'));
  expect(problemsOf(file)).toEqual([]);
}, 60_000);

test('the sample that moves state of the README is valid', async () => {
  const folder = world.folder({ url: 'http://127.0.0.1:9', apiKey: 'unused' });
  const harbor =
    '\nresource "palette_oci_registry" "harbor" {\n  name = "harbor"\n  endpoint = "https://harbor.example.com"\n  synchronization = false\n  basic {}\n}\n';
  await folder.write('main.tf', sample('moved') + harbor).init();
  expect(await folder.diagnostics('validate')).toEqual([]);
});

test('the Terraform sample of the README is valid', async () => {
  const folder = world.folder({ url: 'http://127.0.0.1:9', apiKey: 'unused' });
  const { certificate } = await issueCertificate({ name: 'README' });
  await folder.write('versions.tf', '').write('ca.crt', certificate).write('main.tf', sample('terraform')).init();
  expect(await folder.diagnostics('validate')).toEqual([]);
});

test('the probe sample of the README is valid', async () => {
  const folder = world.folder({ url: 'http://127.0.0.1:9', apiKey: 'unused' });
  const variable = 'variable "harbor_password" {\n  type      = string\n  sensitive = true\n}\n';
  await folder.write('main.tf', variable + sample('probe')).init();
  expect(await folder.diagnostics('validate')).toEqual([]);
});

/** What `npm install` leaves in a user's project. */
function installInto(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  symlinkSync(ROOT, join(modules, 'cdktf-palette-oci-registry'));
  for (const name of ['cdktf', 'constructs']) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
}

function problemsOf(file: string): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    baseUrl: ROOT,
    paths: {
      'cdktf-palette-oci-registry': [join(ROOT, 'lib', 'index.ts')],
      'cdktf-palette-oci-registry/aws': [join(ROOT, 'lib', 'aws', 'index.ts')],
      '*': [join(ROOT, 'node_modules', '*')],
    },
    typeRoots: [join(ROOT, 'node_modules', '@types')],
    types: ['node'],
  };
  return ts
    .getPreEmitDiagnostics(ts.createProgram([file], options))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
