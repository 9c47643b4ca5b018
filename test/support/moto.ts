import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { isOnPath, type MachinePart } from './machine-parts';

/** An emulation of AWS that checks signatures and IAM policies. */
export const MOTO: MachinePart = {
  name: 'moto_server',
  install: "pip install 'moto[server]'",
  isThere: () => isOnPath('moto_server'),
};

export interface Moto {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** At a free port of 127.0.0.1; werkzeug says which on stderr. @param program what takes the arguments of moto_server */
export async function startMoto([program, ...first]: readonly [string, ...string[]] = ['moto_server']): Promise<Moto> {
  const child = spawn(program, [...first, '-H', '127.0.0.1', '-p', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const endpoint = await listeningEndpoint(child);
  return {
    endpoint,
    close: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

/** From the next call on, moto checks signatures and policies. */
export async function enforceAuthentication({ endpoint }: Moto, isEnforced: boolean): Promise<void> {
  await fetch(`${endpoint}/moto-api/reset-auth`, { method: 'POST', body: isEnforced ? '0' : 'inf' });
}

async function listeningEndpoint(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('moto_server was started without a pipe for its log');
  const lines: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    lines.push(line);
    const endpoint = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (endpoint === undefined) continue;
    child.stderr.resume();
    return endpoint;
  }
  throw new Error(`moto_server did not start:\n${lines.join('\n')}`);
}
