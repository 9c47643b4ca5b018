import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type NotebookFolder, useNotebook } from '../support/notebook/folders';

const notebook = useNotebook();

const note = (body: string) => `resource "notebook_note" "n" {\n${body}\n}\n`;

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

function ending(child: ChildProcess): Promise<Ended> {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return once(child, 'close').then(([code]) => ({ code: code as number | null, text: text.replace(/[│╷╵\s]+/g, ' ') }));
}

/** Waits for something outside this process that nobody announces. */
async function until(what: string, isSo: () => boolean, limitMs = 5_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`${what} did not come about in ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Provider processes that were started from a folder. */
function providersOf(folder: NotebookFolder): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      // The kernel's view of the folder's path: the arguments name it relative to the working directory.
      return (
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('terraform-provider-notebook') &&
        readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`HOME=${folder.path}\0`)
      );
    } catch {
      return false;
    }
  });
}

const isWriting = (folder: NotebookFolder) => () => existsSync(`${folder.path}/notes`) && folder.noteFiles().length > 0;

describe('Ctrl-C', () => {
  it('ends a create that takes for ever with our diagnostic, and keeps what was made', async () => {
    const folder = await notebook.folder(note('title = "takes for ever"'));
    const child = folder.start('apply', '-auto-approve', '-no-color');
    const ended = ending(child);
    await until('the note', isWriting(folder));
    child.kill('SIGINT');
    const { code, text } = await ended;
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining('Error: Operation Interrupted') });
    expect(text).toContain('ended early while it created "notebook_note": Terraform asked the provider to stop.');
    expect(await folder.state('notebook_note.n')).toMatchObject({ id: folder.notes()[0]!['id'] });
    expect(providersOf(folder)).toEqual([]);
  });
});

describe('a killed Terraform', () => {
  it('leaves no provider behind', async () => {
    const folder = await notebook.folder(note('title = "takes for ever"'));
    const child = folder.start('apply', '-auto-approve', '-no-color');
    const ended = ending(child);
    await until('the note', isWriting(folder));
    expect(providersOf(folder)).toHaveLength(1);
    child.kill('SIGKILL');
    await ended;
    await until('the end of the provider', () => providersOf(folder).length === 0);
  });
});

describe('a provider that a person started with --debug', () => {
  it('serves many commands, also after one of them was interrupted', async () => {
    const folder = await notebook.folder(note('title = "takes for ever"'));
    const provider = spawn(process.execPath, [notebook.executable, '--debug'], { cwd: folder.path });
    const providerEnded = once(provider, 'exit');
    try {
      let printed = '';
      provider.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
      await until('the attach line', () => printed.includes('Press Ctrl-C'), 10_000);
      const [, value] = /export TF_REATTACH_PROVIDERS='(.*)'/.exec(printed)!;
      const attach = { TF_REATTACH_PROVIDERS: value };
      const child = folder.startWith(attach, 'apply', '-auto-approve', '-no-color');
      const ended = ending(child);
      await until('the note', isWriting(folder));
      child.kill('SIGINT');
      expect((await ended).text).toContain('Error: Operation Interrupted');
      folder.main(note('title = "done"'));
      const applied = await folder.runWith(attach, 'apply', '-auto-approve', '-no-color');
      expect({ ...applied, stdout: '' }).toMatchObject({ code: 0, text: expect.stringContaining('1 added') });
      expect((await folder.runWith(attach, 'plan', '-detailed-exitcode')).code).toBe(0);
    } finally {
      provider.kill('SIGINT');
    }
    expect(await providerEnded).toEqual([0, null]);
  });
});

describe('terraform providers schema -json', () => {
  it('shows what the schema says', async () => {
    const folder = await notebook.folder(note('title = "T"'));
    const { stdout } = await folder.succeed('providers', 'schema', '-json');
    const all = JSON.parse(stdout) as {
      provider_schemas: Record<
        string,
        Record<string, Record<string, { block: { attributes: object; block_types: object } }>>
      >;
    };
    const shown = all.provider_schemas['registry.terraform.io/example/notebook']!;
    const { attributes, block_types } = shown['resource_schemas']!['notebook_note']!.block;
    expect(attributes).toMatchObject({
      title: { type: 'string', required: true, description: 'Title.', description_kind: 'markdown' },
      kind: { type: 'string', optional: true, computed: true },
      token: { computed: true, sensitive: true },
      key_wo: { optional: true, sensitive: true, write_only: true },
      subject: { optional: true, deprecated: true },
      sections: {
        nested_type: {
          nesting_mode: 'list',
          attributes: { heading: { type: 'string', required: true }, number: { optional: true, computed: true } },
        },
        optional: true,
      },
    });
    expect(block_types).toMatchObject({
      author: { nesting_mode: 'single' },
      line: { nesting_mode: 'list', max_items: 3 },
      mark: { nesting_mode: 'set' },
      field: { nesting_mode: 'map' },
      timeouts: {
        nesting_mode: 'single',
        block: { attributes: { create: { optional: true, description: expect.stringContaining('Default `1m`.') } } },
      },
    });
    expect(Object.keys(shown['functions']!)).toEqual(['half', 'join']);
    expect(Object.keys(shown['ephemeral_resource_schemas']!)).toEqual(['notebook_pass']);
  });
});

describe('terraform test', () => {
  it('runs with the provider', async () => {
    const folder = await notebook.folder(
      'variable "text" { default = "a b" }\n' +
        note('title = "T"\ntext = var.text') +
        'output "joined" { value = provider::notebook::join("+", "a", "b") }\n',
    );
    folder.write(
      'note.tftest.hcl',
      `run "plan" {
        command = plan
        assert {
          condition     = notebook_note.n.kind == "plain"
          error_message = "the default is missing"
        }
      }
      run "create" {
        assert {
          condition     = notebook_note.n.pages == 1 && output.joined == "a+b"
          error_message = "pages are not counted"
        }
      }
      run "update" {
        variables { text = "a b c" }
        assert {
          condition     = notebook_note.n.pages == 2 && notebook_note.n.changes == 2
          error_message = "the update did not come through"
        }
      }`,
    );
    const { code, text } = await folder.run('test', '-no-color');
    expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining('3 passed, 0 failed.') });
    expect(folder.noteFiles()).toEqual([]);
  });
});

describe('a provider started by hand', () => {
  it('says what it is for', async () => {
    const folder = await notebook.folder('');
    const { code, text } = await ending(spawn(process.execPath, [notebook.executable], { cwd: folder.path }));
    expect(code).toBe(1);
    expect(text).toContain('This is the Terraform provider registry.terraform.io/example/notebook.');
    expect(text).toContain('notebook = { source = "example/notebook" }');
  });
});
