import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PaletteWorld, sampleRegistryHcl } from '../support/palette-folder';

const world = new PaletteWorld();
afterEach(() => world.end());

describe('a write-only secret', () => {
  it('is in no state, plan, log or output, not even at TRACE', async () => {
    const sandbox = await world.sandbox();
    const folder = world.folder(sandbox, { TF_LOG: 'TRACE', TF_LOG_PATH: 'terraform.log' });
    // From a variable: Terraform itself logs and quotes what stands literally in a configuration.
    const hcl = `variable "password" {
  type      = string
  sensitive = true
}
${sampleRegistryHcl(sandbox, { basic: 'username = "palette"\npassword_wo = var.password' })}`;
    const { password } = sandbox.sampleRegistry;
    // Not by -var: Terraform logs its own arguments.
    const give = (value: string) => folder.write('secret.auto.tfvars.json', JSON.stringify({ password: value }));
    await folder.write('main.tf', hcl).init();
    give(password);
    const applied = await folder.apply();
    give('Wr0ng-But-Secret');
    const wrong = await folder.apply();
    await folder.plan('-out=plan.bin');
    const shown = await folder.succeed('show', '-json', 'plan.bin');
    const texts: Readonly<Record<string, string>> = {
      'output of apply': applied.stdout + applied.text,
      'output of a failed apply': wrong.stdout + wrong.text,
      state: folder.read('terraform.tfstate'),
      'plan file': readFileSync(join(folder.path, 'plan.bin'), 'latin1'),
      log: folder.read('terraform.log'),
    };
    for (const secret of [password, 'Wr0ng-But-Secret', sandbox.apiKey]) {
      const encodings = [secret, Buffer.from(`palette:${secret}`).toString('base64'), encodeURIComponent(secret)];
      for (const [where, text] of Object.entries(texts)) {
        expect({ where, holds: encodings.some((encoded) => text.includes(encoded)) }).toEqual({ where, holds: false });
      }
    }
    expect(applied.code).toBe(0);
    expect(wrong).toMatchObject({ code: 1, text: expect.stringContaining('Registry Credentials Refused') });
    // `show -json` prints input variables as the person gave them; the resource itself must hold null.
    expect(JSON.parse(shown.stdout).planned_values.root_module.resources[0].values.basic.password_wo).toBeNull();
  });

  it('that changed is sent, even without a new version; an unchanged one is not', async () => {
    const sandbox = await world.sandbox();
    const { password } = sandbox.sampleRegistry;
    const withToken = (token: string) =>
      sampleRegistryHcl(sandbox, {
        basic: `token_wo = ${JSON.stringify(token)}`,
        more: 'validate = false\nsynchronization = false',
      });
    const folder = await world.folder(sandbox).write('main.tf', withToken('first-token')).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });
    folder.write('main.tf', withToken(password));
    expect(await folder.plannedActions()).toEqual({ 'palette_oci_registry.charts': ['update'] });
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(sandbox.requests.findLast(({ method }) => method === 'PUT')?.body).toMatchObject({
      spec: { auth: { type: 'token', token: password } },
    });
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });
});

describe('a secret in state', () => {
  it('is kept on refresh, although Palette shows a mask, and sent with every update', async () => {
    const sandbox = await world.sandbox();
    const { username, password } = sandbox.sampleRegistry;
    const basic = `username = "${username}"\npassword = ${JSON.stringify(password)}`;
    const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox, { basic })).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });
    expect(await folder.state('palette_oci_registry.charts')).toMatchObject({ basic: { password } });
    folder.write('main.tf', sampleRegistryHcl(sandbox, { basic, more: 'labels = { a = "b" }' }));
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(sandbox.requests.findLast(({ method }) => method === 'PUT')?.body).toMatchObject({
      spec: { auth: { type: 'basic', password } },
      metadata: { labels: { a: 'b' } },
    });
    // Palette starts a synchronization by itself after every update; nobody waited for this one.
    await sandbox.syncIdle();
  });
});
