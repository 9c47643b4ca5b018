import { type Chart } from './charts';
import { type CallOptions, type OciCredentials, type OciRegistryOptions } from './options';
import { basePathChecks, checkBasePaths } from './probe/check-base-paths';
import { checkTls } from './probe/check-certificate';
import { CheckList, type ProbeCheck, type ProbeWatcher } from './probe/check-list';
import { type EcrCredentials, logIn, type Session } from './probe/log-in';
import { findCharts, readBlob, readManifest } from './probe/read-content';
import { contentHostOf, reachContentHost } from './probe/reach-content-host';
import { openConnection, resolveName, type Start } from './probe/reach-host';
import { OciRegistry } from './registry';

const DEFAULT_LIMIT_MS = 600_000;
const DEFAULT_TIMEOUT_MS = 30_000;
/** A check may take longer than a request, so that one that hangs says so itself; some checks need several. */
const REQUESTS_PER_CHECK = 2;

export interface ProbeOptions extends Omit<OciRegistryOptions, 'credentials'>, CallOptions {
  readonly credentials: OciCredentials | EcrCredentials;
  /** Paths that hold the charts. @default - none: no content is read */
  readonly basePaths?: readonly string[];
  /** For all checks together; a request may then take half of it. @default 600000, with 30000 for each request */
  readonly limitMs?: number;
  /** What people do to allow more time, for the error when it is up: `give a longer "--timeout"`. @default - nothing is said */
  readonly howToRaise?: string;
  /** @default - nobody waits */
  readonly watcher?: ProbeWatcher;
}

type SettledOptions = ProbeOptions & { readonly timeoutMs: number };

export interface ProbeResult {
  /** No check failed. */
  readonly ok: boolean;
  /** In the order in which they were made. */
  readonly checks: readonly ProbeCheck[];
  /** Empty unless content could be read. */
  readonly charts: readonly Chart[];
}

/**
 * Finds out whether a registry can be used from here: name, connection, certificate, login, base paths, one manifest and
 * one blob read to its end, as in restricted networks it is often only the blobs' host that is out of reach.
 * What it finds is its result, never an error; `timeoutMs` counts for each request, twice for each check, `limitMs` for all.
 * @throws OciError for options that cannot be meant: an endpoint that is no URL, a damaged certificate or key
 */
export async function probeRegistry(given: ProbeOptions): Promise<ProbeResult> {
  const options: SettledOptions = { ...given, timeoutMs: given.timeoutMs ?? requestLimitMs(given) };
  // Nothing is sent: it only looks at the options.
  await new OciRegistry({ ...options, credentials: { type: 'anonymous' } }).close();
  const { signal, watcher, howToRaise, timeoutMs, limitMs: totalMs = DEFAULT_LIMIT_MS } = options;
  const list = new CheckList({ checkMs: timeoutMs * REQUESTS_PER_CHECK, totalMs, howToRaise, signal, watcher });
  const opened: OciRegistry[] = [];
  try {
    const reached = await reachHost(list, options);
    const session = await list.run('authentication', reached, (_, alarm) =>
      logIn(options, alarm, (registry) => opened.push(registry)),
    );
    const charts = await readContent(list, options, session);
    return { ok: list.ok, checks: list.checks, charts };
  } finally {
    await Promise.all(opened.map((registry) => registry.close()));
  }
}

function requestLimitMs({ limitMs }: ProbeOptions): number {
  return limitMs === undefined ? DEFAULT_TIMEOUT_MS : limitMs / REQUESTS_PER_CHECK;
}

/** Name, connection, certificate. */
async function reachHost(list: CheckList, options: SettledOptions): Promise<unknown> {
  const { endpoint, tls = {}, environment = {}, timeoutMs, extraRootsFile } = options;
  const start: Start = { url: new URL(endpoint), tls, environment, timeoutMs, extraRootsFile };
  const destination = await list.run('name resolution', start, resolveName);
  const connection = await list.run('connection', destination, openConnection);
  const reached = await list.run('TLS', connection, checkTls);
  connection?.socket.destroy();
  return reached;
}

/** Base paths, manifest, blob, charts. */
async function readContent(
  list: CheckList,
  options: SettledOptions,
  session: Session | undefined,
): Promise<readonly Chart[]> {
  const { basePaths = [] } = options;
  if (session !== undefined && session.registry === undefined) {
    await lookFromOutside(list, options);
    return [];
  }
  if (session !== undefined && basePaths.length === 0) {
    list.skip([...basePathChecks(basePaths), 'manifest', 'blob', 'charts'], 'no base content path is given');
    return [];
  }
  const shelf = await checkBasePaths(list, session?.registry, basePaths);
  const content = await list.run('manifest', shelf, readManifest);
  const isRead = await list.run('blob', content, readBlob);
  // Each of its requests has a limit, but there may be thousands of charts.
  return (await list.run('charts', isRead && shelf, findCharts, { checkMs: Infinity })) ?? [];
}

/** What can be seen of the content without a login: whether its host can be reached, if that is known. */
async function lookFromOutside(list: CheckList, options: SettledOptions): Promise<void> {
  const { credentials, endpoint, basePaths = [] } = options;
  const because = 'it needs a login';
  list.skip([...basePathChecks(basePaths), 'manifest'], because);
  const host = credentials.type === 'ecr' ? contentHostOf(endpoint, credentials.region) : undefined;
  if (host === undefined) list.skip(['blob'], because);
  else await list.run('blob', host, (name, signal) => reachContentHost(name, options, signal));
  list.skip(['charts'], because);
}
