import type { PaletteClient } from './client';
import type { CallOptions } from './client-options';
import { PaletteError } from './palette-error';
import { pause } from './pause';
import { isLaterRun, isUnderWay, phaseOf, type SyncRun } from './sync-status';
import type { RegistryKind, RegistrySyncStatus } from './types';

export type { SyncRun } from './sync-status';

export interface SyncOutcome {
  readonly state: 'completed' | 'failed' | 'timeout';
  /** The last status that Palette gave, in its own words; empty if there was none. */
  readonly status: string;
  readonly message?: string;
  /** RFC 3339. */
  readonly lastRunTime?: string;
  /** RFC 3339. */
  readonly lastSyncedTime?: string;
}

export interface SyncProgress {
  readonly status: string;
  readonly message?: string;
  /** Since the waiting began. */
  readonly elapsedMs: number;
}

export interface WaitForSyncOptions {
  /** The status read before the change that is to be synchronized; undefined for a registry that was just created. */
  readonly since?: SyncRun;
  /** Ends the waiting, with the outcome `timeout`. */
  readonly signal?: AbortSignal;
  /** Time between the first two looks; it grows gently to 10 s. @default 2000 */
  readonly pollIntervalMs?: number;
  /** Called after each look that did not end the waiting. */
  readonly onProgress?: (progress: SyncProgress) => void;
  /** How long Palette may say that the registry does not synchronize. @default 30000 */
  readonly unsupportedGraceMs?: number;
}

const LONGEST_INTERVAL_MS = 10_000;
const GROWTH = 1.25;
/** Looks in a row that may fail for reasons of the moment. Each has its own retries already. */
const FAILED_LOOKS = 3;

/**
 * Waits for the run that follows a change, not for an earlier one (see `isLaterRun`).
 * While `isSyncSupported` is false and no run is under way Palette has not taken the registry up for synchronization, which
 * is normal in the first moments: after `unsupportedGraceMs` the outcome is `failed`.
 * @throws PaletteError if the status cannot be read
 */
export async function waitForSync(
  client: PaletteClient,
  kind: RegistryKind,
  uid: string,
  options: WaitForSyncOptions = {},
  o?: CallOptions,
): Promise<SyncOutcome> {
  const signal = eitherOf(options.signal, o?.signal);
  const watch = new SyncWatch(options);
  let interval = Math.min(options.pollIntervalMs ?? 2000, LONGEST_INTERVAL_MS);
  try {
    for (;;) {
      const outcome = await look(() => client.getSyncStatus(kind, uid, { signal }), watch);
      if (outcome !== undefined) return outcome;
      await pause(interval, signal);
      interval = Math.min(interval * GROWTH, LONGEST_INTERVAL_MS);
    }
  } catch (error) {
    if (signal?.aborted) return watch.outcome('timeout');
    throw error;
  }
}

async function look(read: () => Promise<RegistrySyncStatus>, watch: SyncWatch): Promise<SyncOutcome | undefined> {
  try {
    return watch.judge(await read());
  } catch (error) {
    if (!watch.forgives(error)) throw error;
    return undefined;
  }
}

/** What was seen so far of one synchronization. */
class SyncWatch {
  readonly #startedAt = performance.now();
  #last: RegistrySyncStatus = {};
  #sawPending = false;
  #failures = 0;

  constructor(private readonly options: WaitForSyncOptions) {}

  /** @returns undefined while it is not over */
  judge(status: RegistrySyncStatus): SyncOutcome | undefined {
    this.#last = status;
    this.#failures = 0;
    const phase = phaseOf(status.status);
    if (phase === 'pending') this.#sawPending = true;
    else if (isLaterRun(status, this.options.since, this.#sawPending)) return this.outcome(phase);
    const elapsedMs = performance.now() - this.#startedAt;
    const isUnsupported = status.isSyncSupported === false && !isUnderWay(status);
    if (isUnsupported && elapsedMs >= (this.options.unsupportedGraceMs ?? 30_000)) {
      return this.outcome('failed', 'Palette says that this registry does not synchronize (isSyncSupported is false).');
    }
    this.options.onProgress?.({ status: status.status ?? '', message: status.message, elapsedMs });
    return undefined;
  }

  forgives(error: unknown): boolean {
    this.#failures += 1;
    if (!(error instanceof PaletteError) || this.#failures >= FAILED_LOOKS) return false;
    return error.transient || error.reason === 'server' || error.reason === 'timeout';
  }

  outcome(state: SyncOutcome['state'], otherwise?: string): SyncOutcome {
    const { status = '', message, lastRunTime, lastSyncedTime } = this.#last;
    return { state, status, message: message || otherwise, lastRunTime, lastSyncedTime };
  }
}

function eitherOf(a: AbortSignal | undefined, b: AbortSignal | undefined): AbortSignal | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return AbortSignal.any([a, b]);
}
