import { PaletteWorld } from '../support/palette-folder';

const world = new PaletteWorld();
afterEach(() => world.end());

const ADDRESS = 'palette_oci_registry.r';
const hcl = (more = '', basic = '') => `
resource "palette_oci_registry" "r" {
  name            = "charts"
  endpoint        = "https://registry.example.com"
  validate        = false
  synchronization = false
  basic {
    ${basic}
  }
  ${more}
}
`;

async function registered(text = hcl()) {
  const sandbox = await world.sandbox();
  const folder = await world.folder(sandbox).write('main.tf', text).init();
  await folder.succeed('apply', '-auto-approve', '-no-color');
  const changes = () => sandbox.requests.filter(({ method }) => method !== 'GET').map(({ method }) => method);
  return { sandbox, folder, changes, id: (await folder.state(ADDRESS))['id'] };
}

it('-replace makes a registry anew', async () => {
  const { folder, changes, id } = await registered();
  await folder.succeed('apply', '-auto-approve', '-no-color', `-replace=${ADDRESS}`);
  expect(changes()).toEqual(['POST', 'DELETE', 'POST']);
  expect((await folder.state(ADDRESS))['id']).not.toBe(id);
});

it('create_before_destroy meets the name that is taken, and loses nothing', async () => {
  const { folder, id } = await registered(hcl('lifecycle {\n    create_before_destroy = true\n  }'));
  expect(await folder.diagnostics('apply', '-auto-approve', `-replace=${ADDRESS}`)).toMatchObject([
    { summary: 'Name Already Taken' },
  ]);
  expect(await folder.state(ADDRESS)).toMatchObject({ id });
  expect(await folder.plan()).toMatchObject({ code: 0 });
});

it('a removed block forgets a registry and leaves it in Palette', async () => {
  const { folder, changes } = await registered();
  folder.write('main.tf', `removed {\n  from = ${ADDRESS}\n  lifecycle {\n    destroy = false\n  }\n}\n`);
  await folder.succeed('apply', '-auto-approve', '-no-color');
  expect(changes()).toEqual(['POST']);
  expect((await folder.run('state', 'list')).text).toBe('');
});

it('a moved block and "state mv" rename without a request that changes anything', async () => {
  const { folder, changes } = await registered();
  const renamed = hcl().replace('"r" {', '"s" {');
  folder.write('main.tf', `${renamed}\nmoved {\n  from = ${ADDRESS}\n  to = palette_oci_registry.s\n}\n`);
  await folder.succeed('apply', '-auto-approve', '-no-color');
  await folder.succeed('state', 'mv', 'palette_oci_registry.s', ADDRESS);
  expect(await folder.write('main.tf', hcl()).plan()).toMatchObject({ code: 0 });
  expect(changes()).toEqual(['POST']);
});

it('ignore_changes leaves alone what somebody else sets', async () => {
  const { folder, changes } = await registered(hcl('labels = { a = "b" }'));
  folder.write('main.tf', hcl('labels = { a = "c" }\n  lifecycle {\n    ignore_changes = [labels]\n  }'));
  expect(await folder.plan()).toMatchObject({ code: 0 });
  expect(changes()).toEqual(['POST']);
});

describe('an ephemeral value', () => {
  const variable = 'variable "password" {\n  type      = string\n  ephemeral = true\n}\n';

  const written = variable + hcl('', 'username = "u"\n    password_wo = var.password');

  it('may be a write-only password; unchanged it is no difference, changed it is sent', async () => {
    const sandbox = await world.sandbox();
    const folder = world.folder(sandbox).write('main.tf', written);
    await folder.init();
    const give = (password: string) => `-var=password=${password}`;
    await folder.succeed('apply', '-auto-approve', '-no-color', give('pass-one'));
    expect(await folder.plan(give('pass-one'))).toMatchObject({ code: 0 });
    expect(await folder.plannedActions(give('pass-two'))).toEqual({ [ADDRESS]: ['update'] });
    // A saved plan does not hold it: it must be given again.
    await folder.succeed('apply', '-no-color', give('pass-two'), 'plan.bin');
    const put = sandbox.requests.findLast(({ method }) => method === 'PUT');
    expect(put?.body).toMatchObject({ spec: { auth: { password: 'pass-two' } } });
    expect(await folder.plan(give('pass-two'))).toMatchObject({ code: 0 });
  });

  it('may not be a password that is stored', async () => {
    const folder = world.folder({ url: 'http://127.0.0.1:9', apiKey: 'unused' });
    folder.write('main.tf', variable + hcl('', 'username = "u"\n    password = var.password'));
    await folder.init();
    expect(await folder.diagnostics('validate')).toMatchObject([{ summary: 'Invalid use of ephemeral value' }]);
  });

  it('given at the apply of a saved plan may be another one than was planned', async () => {
    const sandbox = await world.sandbox();
    const folder = world.folder(sandbox).write('main.tf', written);
    await folder.init();
    await folder.plannedActions('-var=password=pass-one');
    await folder.succeed('apply', '-no-color', '-var=password=pass-two', 'plan.bin');
    expect(sandbox.requests[0]?.body).toMatchObject({ spec: { auth: { password: 'pass-two' } } });
    expect(await folder.plan('-var=password=pass-two')).toMatchObject({ code: 0 });
  });
});
