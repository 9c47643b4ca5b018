import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');
const page = readFileSync(join(ROOT, 'docs', 'guides', 'compatibility.md'), 'utf8');
const { engines, peerDependencies } = require('../../package.json') as {
  readonly engines: { readonly node: string };
  readonly peerDependencies: Readonly<Record<string, string>>;
};
const rows = require('../../scripts/check-peers.json') as readonly {
  readonly node: string;
  readonly peers: readonly string[];
}[];

/** Columns "supported" and "tested" of the table's line on a program or package. */
function lineOf(name: string): { supported: string; tested: readonly string[] } {
  const line = page.split('\n').find((text) => text.startsWith(`| ${name} |`));
  const [, , supported = '', tested = ''] = line?.split('|').map((cell) => cell.trim()) ?? [];
  return { supported, tested: tested.split(', ') };
}

function nameAndRange(peer: string): readonly [string, string] {
  const at = peer.lastIndexOf('@');
  return [peer.slice(0, at), peer.slice(at + 1)];
}

describe('the compatibility table', () => {
  const shownAs: Readonly<Record<string, string>> = { cdktn: 'cdktn (CDK Terrain)' };

  it('has the Node.js that package.json asks for, and those of "npm run check:peers"', () => {
    expect(`>=${lineOf('Node.js').supported.replace(' and newer', '')}`).toBe(engines.node);
    expect(lineOf('Node.js').tested).toEqual(expect.arrayContaining(rows.map(({ node }) => node)));
  });

  it('has the Terraform that the set-up asks for', () => {
    const setup = readFileSync(join(ROOT, 'scripts', 'setup.mjs'), 'utf8');
    const oldest = /OLDEST_TERRAFORM = '(\d+\.\d+)\.0'/.exec(setup)?.[1];
    expect(lineOf('Terraform').supported).toBe(`${oldest} and newer`);
  });

  it.each(Object.entries(peerDependencies))('has what package.json says of %s', (name, range) => {
    const { supported } = lineOf(shownAs[name] ?? name);
    expect(range.split(' || ').map((part) => part.replace(/^\^|(\.0)+$/g, ''))).toContain(supported.split(' ')[0]);
  });

  it.each(rows.flatMap(({ peers }) => peers).map(nameAndRange))('has %s %s among what was tested', (name, range) => {
    const { tested } = lineOf(shownAs[name] ?? name);
    // Of a range, the newest version is tried: one that begins with the same numbers.
    const begin = range.startsWith('^') ? range.slice(1).replace(/\.\d+$/, '.') : range;
    expect(tested.filter((version) => version.startsWith(begin))).not.toEqual([]);
  });
});
