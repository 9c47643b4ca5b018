import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { type MachinePart } from './machine-parts';

/** Debian keeps the server's programs off the PATH, one folder for each version. */
const VERSIONS = '/usr/lib/postgresql';

export const POSTGRES: MachinePart = {
  name: 'postgresql',
  install: 'apt-get install -y --no-install-recommends postgresql',
  isThere: () => programFolder() !== undefined,
};

export interface Postgres {
  /** Makes a database for states; Terraform's locks are of one database. */
  createDatabase(name: string): StateDatabase;
  close(): void;
}

export interface StateDatabase {
  /** For Terraform's backend "pg". */
  readonly connection: string;
  /** The state of the one workspace; empty if there is none. */
  state(): string;
  /** How many clients are connected. */
  clients(): number;
}

/** A server of its own on loopback, with its data in a temporary folder. */
export async function startPostgres(): Promise<Postgres> {
  const programs = programFolder();
  if (programs === undefined) throw new Error(`PostgreSQL is not on this machine. Install it: ${POSTGRES.install}`);
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const owner = serverUser();
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  chmodSync(folder, 0o700);
  const port = await freePort();
  const data = join(folder, 'data');
  const run = (name: string, ...args: readonly string[]): string => {
    // The server's programs refuse to run as root.
    const as = owner === undefined ? [] : ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups'];
    const [command = '', ...rest] = [...as, join(programs, name), ...args];
    return execFileSync(command, rest, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  };
  run('initdb', '-D', data, '-A', 'trust', '-U', 'terraform', '--no-sync');
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off`;
  run('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-o', options, '-w', 'start');
  const query = (database: string, sql: string): string =>
    run('psql', '-h', '127.0.0.1', '-p', String(port), '-U', 'terraform', '-At', '-c', sql, database).trim();
  return {
    createDatabase: (name) => {
      query('postgres', `create database ${name}`);
      const others = "from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";
      return {
        connection: `postgres://terraform@127.0.0.1:${port}/${name}?sslmode=disable`,
        state: () => query(name, 'select data from terraform_remote_state.states'),
        clients: () => Number(query(name, `select count(distinct client_port) ${others} and datname = '${name}'`)),
      };
    },
    close: () => {
      run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Of the newest version that is installed. */
function programFolder(): string | undefined {
  if (!existsSync(VERSIONS)) return undefined;
  return readdirSync(VERSIONS)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(VERSIONS, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')));
}

/** Undefined where this process is an ordinary user's already. */
function serverUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

/** PostgreSQL cannot be asked to take any free port. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
