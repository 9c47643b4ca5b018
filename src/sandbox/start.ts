import { type Environment } from '../oci';
import { RateLimit } from './rate-limit';
import { type AwsCredentials } from './assume-role';
import { Faults, type FaultRule } from './faults';
import { createApiServer } from './http-server';
import { closeServer, listen, portOf } from './listening';
import { networkOf } from './network';
import { RequestLog, type SandboxRequest } from './request-log';
import { allRoutes } from './routes/all-routes';
import { newSampleIdentity } from './sample-identity';
import { type RunningSampleRegistry, type SampleRegistry, startSampleRegistry } from './sample-registry';
import { Store } from './store';
import { Synchronizer, type SyncPoint } from './sync';

export interface SandboxOptions {
  /** Default 0: any free port. Always on 127.0.0.1. */
  readonly port?: number;
  /** The tenant administrator's key. Default: generated, and kept in the data file. */
  readonly apiKey?: string;
  /** A second key, which is known but may do nothing: every call answers 403. Default: none. */
  readonly restrictedApiKey?: string;
  /** HTTP status for an unknown key; Palette's own is unverified. Default 404, the harder case for a client. */
  readonly badApiKeyStatus?: 401 | 404;
  /** Where the state is kept across restarts, in clear with mode 0600. Default: in memory only. */
  readonly dataFile?: string;
  /** 10 requests a second, 50 at once, per address and prefix. Default true. */
  readonly rateLimit?: boolean;
  /** Used for ECR and STS instead of AWS's endpoints. */
  readonly ecrApiEndpoint?: string;
  /** URL where /v2 of every ECR host really is. Default: https://<endpoint>. */
  readonly ecrRegistryEndpoint?: string;
  /** Palette's own AWS identity, from which roles are assumed. Default test/test. */
  readonly awsCredentials?: AwsCredentials;
  /** Palette's AWS account in every partition, which roles must trust. Default: generated, and kept in the data file. */
  readonly awsAccountId?: string;
  /** Per request to an OCI registry. Default 10000. */
  readonly registryTimeoutMs?: number;
  /**
   * Where HTTPS_PROXY, HTTP_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS are looked up for connections to registries and to AWS:
   * that of the process, as a rule. Default: none of them.
   */
  readonly environment?: Environment;
  /** Serve a small registry with Helm charts beside it. Default false. */
  readonly sampleRegistry?: boolean;
  /** One line for each request and each finished synchronization; never a secret. */
  readonly log?: (line: string) => void;
  readonly clock?: () => Date;
}

export interface Sandbox {
  readonly url: string;
  readonly apiKey: string;
  readonly sampleRegistry?: SampleRegistry;
  /** The latest requests, oldest first. */
  readonly requests: readonly SandboxRequest[];
  /** Test door: the next matching request (or the next `times`) goes wrong. */
  failNext(rule: FaultRule): void;
  /** Test door: cluster profiles that use a registry, by its name, so that it cannot be deleted; none = it can again. */
  useInClusterProfiles(registryName: string, clusterProfiles: readonly string[]): void;
  /** Test door: synchronizations stop at `point` (default "end", status InProgress) until the returned function is called. */
  holdSync(point?: SyncPoint): () => void;
  /** Test door: resolves when no synchronization is under way. */
  syncIdle(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a stand-in for Palette. Throws if the port is taken or the data file is not usable. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const store = Store.open(options.dataFile);
  const sample = options.sampleRegistry ? await openSampleRegistry(store) : undefined;
  try {
    return await startApi(options, store, sample);
  } catch (error) {
    await sample?.close();
    throw error;
  }
}

async function openSampleRegistry(store: Store): Promise<RunningSampleRegistry> {
  const identity = (store.data.sampleRegistry ??= await newSampleIdentity());
  const registry = await startSampleRegistry(identity);
  identity.port = registry.port;
  store.save();
  return registry;
}

async function startApi(options: SandboxOptions, store: Store, sample?: RunningSampleRegistry): Promise<Sandbox> {
  const clock = options.clock ?? (() => new Date());
  const log = options.log ?? (() => undefined);
  const closing = new AbortController();
  const connection = connectionSettings(options, store);
  const synchronizer = new Synchronizer(store, connection, clock, log);
  const faults = new Faults();
  const requestLog = new RequestLog();
  const apiKey = options.apiKey ?? store.data.apiKey;
  const server = createApiServer({
    routes: allRoutes({
      store,
      synchronizer,
      connection,
      awsAccountId: options.awsAccountId,
      clock,
      closing: closing.signal,
    }),
    access: { apiKey, restrictedApiKey: options.restrictedApiKey, badApiKeyStatus: options.badApiKeyStatus ?? 404 },
    rateLimit: options.rateLimit === false ? undefined : new RateLimit(clock),
    faults,
    requestLog,
    clock,
    closing: closing.signal,
    log,
  });
  await listen(server, options.port ?? 0);
  resumeSyncs(store, synchronizer);
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    apiKey,
    sampleRegistry: sample?.access,
    requests: requestLog.requests,
    failNext: (rule) => faults.add(rule),
    useInClusterProfiles: (name, profiles) => store.setUsers(name, profiles),
    holdSync: (point = 'end') => synchronizer.hold(point),
    syncIdle: () => synchronizer.idle(),
    close: async () => {
      closing.abort();
      await Promise.all([closeServer(server), synchronizer.close(), sample?.close()]);
    },
  };
}

function connectionSettings(options: SandboxOptions, store: Store) {
  return {
    ecrApiEndpoint: options.ecrApiEndpoint,
    ecrRegistryEndpoint: options.ecrRegistryEndpoint,
    awsCredentials: options.awsCredentials ?? { accessKeyId: 'test', secretAccessKey: 'test' },
    externalId: store.data.externalId,
    network: networkOf(options.environment, options.registryTimeoutMs ?? 10_000),
  };
}

/** A sandbox that ended in the middle of a run left it InProgress, which nobody would ever finish. */
function resumeSyncs(store: Store, synchronizer: Synchronizer): void {
  for (const record of store.tenantRegistries()) {
    if (record.sync.status === 'InProgress') synchronizer.start(record.uid, true);
  }
}
