import { lockProviders, providerAddress } from '../../lib/lock-file';

const PALETTE = { address: 'registry.terraform.io/palette-oci/palette', version: '0.1.0', hash: 'h1:new' };
const AWS = { address: 'registry.terraform.io/hashicorp/aws', version: '6.25.0' };

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

function entry(address: string, version: string, hashes: string[] = [], constraints = version): string {
  const lines = hashes.map((hash) => `    "${hash}",\n`).join('');
  return `
provider "${address}" {
  version     = "${version}"
  constraints = "${constraints}"
${hashes.length > 0 ? `  hashes = [\n${lines}  ]\n` : ''}}
`;
}

test.each([
  ['aws', 'aws', 'registry.terraform.io/hashicorp/aws'],
  ['aws', undefined, 'registry.terraform.io/hashicorp/aws'],
  ['palette', 'palette-oci/palette', 'registry.terraform.io/palette-oci/palette'],
  ['own', 'Registry.Example.com/Team/Own', 'registry.example.com/team/own'],
])('%s from %s has the address %s', (name, source, address) => {
  expect(providerAddress(name, source)).toBe(address);
});

test('a new lock file has an entry for every pinned provider, sorted, ours with its hash', () => {
  expect(lockProviders(undefined, [PALETTE, AWS])).toEqual({
    text: HEADER + entry(AWS.address, '6.25.0') + entry(PALETTE.address, '0.1.0', ['h1:new']),
    notPinned: [],
  });
});

test('what init has recorded stays, byte for byte', () => {
  const existing = `# by hand\n${entry(AWS.address, '6.25.0', ['h1:aws', 'zh:1'])}${entry(PALETTE.address, '0.1.0', ['h1:new'])}`;
  expect(lockProviders(existing, [PALETTE, AWS]).text).toBe(existing);
});

test.each([
  ['the binary of the same version was rebuilt', entry(PALETTE.address, '0.1.0', ['h1:old'])],
  ['the provider has a new version', entry(PALETTE.address, '0.0.9', ['h1:old'])],
  ['the entry has no hashes', entry(PALETTE.address, '0.1.0')],
])('our entry is written again when %s, and others stay', (_when, ours) => {
  const others = entry(AWS.address, '6.25.0', ['h1:aws']);
  expect(lockProviders(HEADER + others + ours, [PALETTE, AWS]).text).toBe(
    HEADER + others + entry(PALETTE.address, '0.1.0', ['h1:new']),
  );
});

test('an entry of another provider that contradicts its pinned version is written again, for init to fill in', () => {
  expect(lockProviders(HEADER + entry(AWS.address, '6.24.0', ['h1:aws']), [AWS]).text).toBe(
    HEADER + entry(AWS.address, '6.25.0'),
  );
});

test('the entry of a provider that is no longer required stays: it is for terraform init to remove', () => {
  const existing = HEADER + entry(AWS.address, '6.24.0', ['h1:aws']);
  expect(lockProviders(existing, []).text).toBe(existing);
});

test.each([['~> 6.0'], ['>= 6.0.0, < 7.0.0'], [undefined]])('a version of %s cannot be locked', (version) => {
  const range = { address: AWS.address, version };
  expect(lockProviders(undefined, [range])).toEqual({ text: HEADER, notPinned: [range] });
});

test('a range is no problem once init has chosen', () => {
  const existing = HEADER + entry(AWS.address, '6.25.0', ['h1:aws'], '~> 6.0');
  expect(lockProviders(existing, [{ address: AWS.address, version: '~> 6.0' }])).toEqual({
    text: existing,
    notPinned: [],
  });
});

test.each([['= 0.1.0'], ['0.1.0']])('"%s" is an exact version', (version) => {
  expect(lockProviders(undefined, [{ ...AWS, version }]).text).toBe(HEADER + entry(AWS.address, '0.1.0'));
});
