import { PaletteWorld } from '../support/palette-folder';

const world = new PaletteWorld();
afterAll(() => world.end());

const registry = (name: string, more: string) => `
resource "palette_oci_registry" "${name}" {
  name               = "${name}"
  base_content_paths = ["platform"]
  ${more}
}
`;

it('what Palette documents otherwise is a warning at its argument, and no error', async () => {
  const sandbox = await world.sandbox();
  const hcl = [
    registry('packs', 'provider_type = "pack"\nendpoint = "https://harbor.example.com"\nbasic {}'),
    registry('ghcr', 'endpoint = "ghcr.io/orgs/acme"\nsynchronization = false\nbasic {}'),
    registry('harbor', 'endpoint = "https://harbor.example.com"\nbasic {}'),
  ];
  const folder = await world.folder(sandbox).write('main.tf', hcl.join('')).init();
  const warnings = [
    ['Pack Registry Without Authentication', 'basic {}'],
    ['GHCR Without Synchronization', 'synchronization = false'],
    ['GHCR Without Authentication', 'basic {}'],
  ].map(([summary = '', at = '']) => ({ severity: 'warning', summary, at }));
  const shown = async (command: string) =>
    (await folder.diagnostics(command)).map(({ severity, summary, at = '' }) => ({ severity, summary, at }));
  expect((await shown('validate')).sort(bySummary)).toEqual(warnings.sort(bySummary));
  // For a plan Terraform asks twice.
  expect(await shown('plan')).toEqual(expect.arrayContaining(warnings));
  expect(await folder.plan()).toMatchObject({ code: 2 });
});

function bySummary(a: { readonly summary: string }, b: { readonly summary: string }): number {
  return a.summary < b.summary ? -1 : 1;
}
