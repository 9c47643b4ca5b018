import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ENTRY_POINTS } from '../../scripts/docs/api-page';
import { type ApiType, readEntryPoint } from '../../scripts/docs/api-reader';
import { ProviderServer, type SchemaShape } from '../../src/bridge/framework';
import { paletteProvider } from '../../src/provider';
import { PaletteWorld, sampleRegistryHcl } from '../support/palette-folder';
import { readPage, ROOT } from './markdown';

interface Row {
  readonly field: string;
  readonly hcl: readonly string[];
  readonly typescript: readonly string[];
  readonly test: string;
}

function rows(markdown: string): Row[] {
  const lines = markdown.split('\n').filter((line) => /^\| (?!---|Palette.*\| HCL)/.test(line));
  const codes = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  return lines.map((line) => {
    const [field = '', hcl, typescript, proof = ''] = line.slice(2, -2).split(' | ');
    return { field, hcl: codes(hcl), typescript: codes(typescript), test: proof };
  });
}

const table = rows(readPage('docs/palette-form.md'));

test.each([
  'Name',
  'Provider type',
  'OCI Authentication Type',
  'Synchronization',
  'Endpoint',
  'Base Content Path',
  'Username',
  'Password',
  'Insecure Skip TLS Verify',
  'Upload file',
  'Confirm',
  'Enable Authentication',
  'AWS Authentication Method: Credentials',
  'Access Key',
  'Secret access key',
  'AWS Authentication Method: STS',
  'ARN',
  'Trust relationship',
  'Add Helm Chart',
])('the field "%s" of the form has a place in HCL, one in TypeScript, and a proof', (label) => {
  const found = table.filter(({ field }) => field.startsWith(label));
  expect(found.length).toBeGreaterThan(0);
  for (const { hcl, typescript, test } of found) {
    expect([hcl.length > 0, typescript.length > 0, test !== '']).toEqual([true, true, true]);
  }
});

describe('HCL', () => {
  const nowhere = () => {};
  const log = { trace: nowhere, debug: nowhere, info: nowhere, warn: nowhere, error: nowhere };
  const provider = paletteProvider({});
  const server = new ProviderServer(provider, { log, maskSecret: nowhere });

  /** The schema that a path begins in, and the rest of the path. */
  function start(path: string): [SchemaShape, string[]] {
    const [first = '', second = '', ...rest] = path.split('.');
    if (first === 'provider') return [server.providerSchema.schema, [second, ...rest]];
    if (first === 'data') return [server.dataSource(second).compiled.schema, rest];
    if (first in (provider.resources ?? {})) return [server.resource(first).compiled.schema, [second, ...rest]];
    return [server.resource('palette_oci_registry').compiled.schema, path.split('.')];
  }

  function exists(path: string): boolean {
    if (path.startsWith('provider::palette::')) return path.slice('provider::palette::'.length) in (provider.functions ?? {});
    const [first, names] = start(path);
    let shape = first;
    for (const [index, name] of names.entries()) {
      const inner = shape.blocks?.[name];
      if (!inner) return index === names.length - 1 && name in shape.attributes;
      shape = inner;
    }
    return true;
  }

  test.each([...new Set(table.flatMap(({ hcl }) => hcl))])('%s is in the schema', (path) => {
    expect(exists(path)).toBe(true);
  });

  test('what is not in the schema would be found', () => {
    expect(['ecr.sts.arn', 'provider.url', 'nam', 'provider::palette::hosts', 'basic.username.x'].filter(exists)).toEqual([]);
  });
});

describe('TypeScript', () => {
  let types: readonly ApiType[];
  beforeAll(() => void (types = ENTRY_POINTS.flatMap((file) => readEntryPoint(ROOT, file))), 60_000);

  /** Its own and those that it extends; none if there is no such type. */
  function membersOf(owner: string): string[] {
    const found = types.find(({ name }) => name === owner);
    return [...(found?.members.map(({ name }) => name) ?? []), ...(found?.parents.flatMap(membersOf) ?? [])];
  }

  test.each([...new Set(table.flatMap(({ typescript }) => typescript))])('%s is declared', (path) => {
    const [owner, member] = path.split('.');
    expect(membersOf(owner ?? '')).toContain(member);
  });
});

/** Titles of tests and suites, and the names of cases in the tables beside them. */
function titlesIn(file: string): Set<string> {
  const titles = new Set<string>();
  const add = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node)) titles.add(node.text);
    else if (!ts.isFunctionLike(node)) node.forEachChild(add);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(test|it|describe)(\.each|$|With)/.test(node.expression.getText())) {
      node.arguments.forEach(add);
      if (ts.isCallExpression(node.expression)) node.expression.arguments.forEach(add);
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ES2022, true));
  return titles;
}

test.each(table.map(({ field, test: proof }) => [field, proof] as const))('%s: its proof is a test', (_field, proof) => {
  const [, file = '', title = ''] = /^`([^`]+)`: "(.+)"$/.exec(proof) ?? [];
  expect(existsSync(join(ROOT, file)) ? [...titlesIn(file)] : `there is no ${file}`).toContain(title.replaceAll('\\"', '"'));
});

/** Message and fields of the first such line, without values; Terraform writes fields in any order. */
function waitingLine(log: string): readonly string[] {
  const [, message = '', fields = ''] = /\[INFO\] +(\S+: waiting for the synchronization): (.*)/.exec(log) ?? [];
  const known = fields.replace(/(elapsedMs|name|timestamp)=\S+/g, '$1=…');
  return [message.replace(/_v[\d.]+/, ''), ...known.split(' ').sort()];
}

describe('what no other test proves', () => {
  const world = new PaletteWorld();
  afterAll(() => world.end());

  test('Insecure Skip TLS Verify lets Palette use a registry whose certificate nobody trusts', async () => {
    const sandbox = await world.sandbox();
    const unverified = sampleRegistryHcl(sandbox).replace(/tls \{[\s\S]*?EOT\n\s*\}/, 'tls {\n insecure_skip_verify = true\n}');
    const folder = await world.folder(sandbox).write('main.tf', unverified).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.state('palette_oci_registry.charts')).toMatchObject({ sync_status: 'Completed' });
  });

  test('TF_LOG_PROVIDER=INFO shows each look at a synchronization while it is waited for', async () => {
    const sandbox = await world.sandbox();
    const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
    const release = sandbox.holdSync();
    const child = folder.startWith({ TF_LOG_PROVIDER: 'INFO' }, 'apply', '-auto-approve', '-no-color');
    let log = '';
    for await (const text of child.stderr!.setEncoding('utf8')) {
      log += text;
      if (/waiting for the synchronization.*\n[\s\S]*waiting for the synchronization/.test(log)) release();
    }
    expect(waitingLine(log)).toEqual(waitingLine(readPage('docs/palette-form.md')));
    expect(log).not.toMatch(/\[(DEBUG|TRACE)\]/);
    expect(log).not.toContain(sandbox.sampleRegistry.password);
  });
});
