import { join } from 'node:path';
import { useNotebook } from '../support/notebook/folders';

const notebook = useNotebook();

const note = (body: string) => `resource "notebook_note" "n" {\n${body}\n}\n`;

describe('a write-only secret', () => {
  const SECRET = 'correct-horse-battery-staple';
  const config = (key: string, more = '') =>
    note(`title = "T"\nkey_wo = "${key}"\nauthor {\nname = "A"\npin_wo = "pin of ${key}"\n}${more}`);

  it('is neither in state, nor in a saved plan, nor in the log', async () => {
    const folder = await notebook.folder(
      'variable "key" { ephemeral = true }\nvariable "password" { ephemeral = true }\n' +
        'provider "notebook" { password = var.password }\n' +
        note('title = "T"\nkey_wo = var.key\nauthor {\nname = "A"\npin_wo = "pin of ${var.key}"\n}'),
    );
    const secrets = { TF_VAR_key: SECRET, TF_VAR_password: 'another-secret-word' };
    const traced = { ...secrets, TF_LOG: 'TRACE', TF_LOG_PATH: join(folder.path, 'trace.log') };
    expect((await folder.runWith(traced, 'apply', '-auto-approve', '-no-color')).code).toBe(0);
    expect((await folder.runWith(secrets, 'plan', '-out=plan.bin', '-no-color')).code).toBe(0);
    const plan = (await folder.succeed('show', '-json', 'plan.bin')).stdout;
    const log = folder.read('trace.log');
    // Terraform prints the fields of a log line in any order.
    expect(log).toMatch(/writes a note: .*key="\*\*\*"/);
    for (const text of [folder.read('terraform.tfstate'), plan, folder.read('plan.bin'), log]) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain('another-secret-word');
    }
  });

  it('that changed is noticed without a new version, and sent once', async () => {
    const folder = await notebook.folder(config(SECRET));
    await folder.apply();
    expect((await folder.plan()).code).toBe(0);
    folder.main(config('another-horse'));
    const { code, text } = await folder.plan();
    expect(code).toBe(2);
    expect(text).toContain('~ changes = 1 -> (known after apply)');
    await folder.succeed('apply', '-auto-approve');
    expect(folder.notes()).toMatchObject([{ changes: 2, token: 'made from 13 characters', writer: 'secret' }]);
    expect((await folder.plan()).code).toBe(0);
  });

  it('is sent again when its version changes', async () => {
    const folder = await notebook.folder(config(SECRET, '\nkey_wo_version = 1'));
    await folder.apply();
    folder.main(config(SECRET, '\nkey_wo_version = 2'));
    await folder.succeed('apply', '-auto-approve');
    expect(folder.notes()).toMatchObject([{ changes: 2, writer: 'update' }]);
  });

  it('that is not known yet counts as changed, because its source is about to change', async () => {
    const source = (input: string) => `resource "terraform_data" "d" {\ninput = "${input}"\n}\n`;
    const using = note('title = "T"\nkey_wo = terraform_data.d.output');
    const folder = await notebook.folder(source('first') + using);
    await folder.apply();
    folder.main(source('the second') + using);
    await folder.succeed('apply', '-auto-approve');
    expect(folder.notes()).toMatchObject([{ changes: 2, token: 'made from 10 characters' }]);
    expect((await folder.plan()).code).toBe(0);
  });

  it('may come from an ephemeral resource', async () => {
    const folder = await notebook.folder(
      'ephemeral "notebook_pass" "p" { length = 20 }\n' + note('title = "T"\nkey_wo = ephemeral.notebook_pass.p.value'),
    );
    expect((await folder.apply()).text).toContain('1 added');
    expect(await folder.state('notebook_note.n')).toMatchObject({ token: 'made from 20 characters' });
    expect(folder.read('terraform.tfstate')).not.toContain('pass-xxx');
    expect((await folder.plan()).code).toBe(0);
  });
});
