import { type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isOnPath, type MachinePart } from './machine-parts';
import { type NetworkNamespace } from './network-namespace';
import { squidConfiguration } from './squid';

/** The firewall of a namespace. */
export const NFTABLES: MachinePart = part('nft', 'nftables');
/** A name server. */
export const DNSMASQ: MachinePart = part('dnsmasq', 'dnsmasq-base');

export const SQUID_PORT = 3128;
/** Debian's squid gives up being root for this one. */
export const SQUID_USER = 'proxy';
const DNSMASQ_USER = 'nobody';

export type Service = { stop(): Promise<void> };

/** What may leave a namespace, as rules of nftables; anything else gets an error at once. */
export async function setFirewall(namespace: NetworkNamespace, rules: readonly string[]): Promise<void> {
  const chain = ['type filter hook output priority filter; policy accept;', 'oifname "lo" accept', ...rules, 'reject'];
  const ruleset = `flush ruleset\ntable inet office {\n  chain out {\n    ${chain.join('\n    ')}\n  }\n}\n`;
  const folder = mkdtempSync(join(tmpdir(), 'nftables-'));
  writeFileSync(join(folder, 'rules'), ruleset);
  const { code, stderr } = await namespace.run('nft', ['-f', join(folder, 'rules')]);
  rmSync(folder, { recursive: true });
  if (code !== 0) throw new Error(`nft ended with ${code}: ${stderr}\n${ruleset}`);
}

/** squid with these rules, at port 3128 of the namespace; `names` is all it knows of DNS. */
export function startSquidIn(
  namespace: NetworkNamespace,
  rules: string,
  names: Readonly<Record<string, string>>,
): Promise<Service> {
  const configuration = squidConfiguration(rules, SQUID_PORT, names);
  return started(namespace.start('squid', ['-N', '-d', '1', '-f', configuration]), 'Accepting HTTP Socket connections');
}

export interface NameServerWishes {
  /** Where it listens, port 53. */
  readonly address: string;
  /** Names (and those below them) that it asks another server for. @default - none */
  readonly forward?: { readonly names: readonly string[]; readonly to: string };
  /** The address that all other names have. @default - there are no other names (NXDOMAIN) */
  readonly answer?: string;
}

/** dnsmasq in the namespace. */
export async function startNameServerIn(
  namespace: NetworkNamespace,
  { address, forward = { names: [], to: '' }, answer = '' }: NameServerWishes,
): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'dnsmasq-'));
  chmodSync(folder, 0o755);
  const lines = [
    `user=${DNSMASQ_USER}`,
    `listen-address=${address}`,
    ...['bind-interfaces', 'no-resolv', 'no-hosts', 'pid-file', 'log-facility=-', 'cache-size=0'],
    ...forward.names.map((name) => `server=/${name}/${forward.to}`),
    `address=/#/${answer}`,
  ];
  writeFileSync(join(folder, 'dnsmasq.conf'), `${lines.join('\n')}\n`);
  const child = namespace.start('dnsmasq', ['--keep-in-foreground', `--conf-file=${join(folder, 'dnsmasq.conf')}`]);
  // It has read all of it when it says so.
  return started(child, 'started, version').finally(() => rmSync(folder, { recursive: true }));
}

/** Only the name server may ask others for names. */
export const ONLY_THE_NAME_SERVER_ASKS = [
  `meta skuid "${DNSMASQ_USER}" udp dport 53 accept`,
  'udp dport 53 reject',
  'tcp dport 443 accept',
];

async function started(child: ChildProcess, word: string): Promise<Service> {
  if (child.stderr === null) throw new Error('a service was started without a pipe for its log');
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines: string[] = [];
  const isUp = new Promise<boolean>((resolve) => {
    createInterface(child.stderr ?? process.stdin).on('line', (line) => {
      lines.push(line);
      if (line.includes(word)) resolve(true);
    });
    void ended.then(() => resolve(false));
  });
  if (!(await isUp)) throw new Error(`${child.spawnargs.join(' ')} did not start:\n${lines.join('\n')}`);
  return {
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function part(name: string, debianPackage: string): MachinePart {
  const install = `apt-get install -y --no-install-recommends ${debianPackage}`;
  return { name, install, isThere: () => isOnPath(name) };
}
