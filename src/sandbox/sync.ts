import { type ConnectionSettings, openRegistry } from './connection';
import { failureMessage, oneLine } from './failure';
import { readPacks } from './pack-source';
import { type Pack, type RegistryRecord } from './registry-record';
import { type Store } from './store';

/** Where a test may stop a run: accepted but not begun (the status is still the earlier run's), or before its end. */
export type SyncPoint = 'start' | 'end';

type SyncResult = { readonly packs: readonly Pack[] } | { readonly failure: string };

/** Runs synchronizations in the background, at most one for each registry. */
export class Synchronizer {
  readonly #running = new Map<string, { readonly controller: AbortController; readonly done: Promise<void> }>();
  /** Dropped runs too, until they noticed. */
  readonly #unfinished = new Set<Promise<void>>();
  readonly #gates: Record<SyncPoint, Promise<void>> = { start: Promise.resolve(), end: Promise.resolve() };

  constructor(
    private readonly store: Store,
    private readonly settings: ConnectionSettings,
    private readonly clock: () => Date,
    private readonly log: (line: string) => void,
  ) {}

  /** Leaves a run alone that is under way, unless `restart` says that it must begin anew. */
  start(uid: string, restart: boolean): void {
    if (this.#running.has(uid) && !restart) return;
    this.stop(uid);
    const controller = new AbortController();
    const done = this.#run(uid, controller.signal).finally(() => {
      this.#unfinished.delete(done);
      if (this.#running.get(uid)?.controller === controller) this.#running.delete(uid);
    });
    this.#unfinished.add(done);
    this.#running.set(uid, { controller, done });
  }

  /** Drops a run; its result is never written. */
  stop(uid: string): void {
    this.#running.get(uid)?.controller.abort();
    this.#running.delete(uid);
  }

  /** Every later run waits at this point until the returned function is called. */
  hold(point: SyncPoint): () => void {
    let release = (): void => undefined;
    this.#gates[point] = new Promise((resolve) => (release = resolve));
    return release;
  }

  /** Resolves when no run is under way. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  /** Drops every run, and resolves when none does anything any more. */
  async close(): Promise<void> {
    for (const uid of [...this.#running.keys()]) this.stop(uid);
    await Promise.all(this.#unfinished);
  }

  async #run(uid: string, signal: AbortSignal): Promise<void> {
    await Promise.race([this.#gates.start, aborted(signal)]);
    const record = this.store.find(uid);
    if (record === undefined || signal.aborted) return;
    Object.assign(record.sync, { status: 'InProgress', message: '', lastRunTime: this.#nextRunTime(record) });
    this.store.save();
    const result = await this.#read(record, signal);
    await Promise.race([this.#gates.end, aborted(signal)]);
    if (signal.aborted || this.store.find(uid) === undefined) return;
    this.#finish(record, result);
  }

  async #read(record: RegistryRecord, signal: AbortSignal): Promise<SyncResult> {
    try {
      const registry = await openRegistry(record, this.settings);
      try {
        return { packs: await readPacks(registry, record, signal) };
      } finally {
        await registry.close();
      }
    } catch (error) {
      return { failure: oneLine(failureMessage(error)) };
    }
  }

  #finish(record: RegistryRecord, result: SyncResult): void {
    if ('failure' in result) {
      Object.assign(record.sync, { status: 'Failed', message: `Synchronization failed: ${result.failure}` });
    } else {
      Object.assign(record.sync, { status: 'Completed', message: '', lastSyncedTime: this.clock().toISOString() });
      // Without synchronization Palette fetches metadata on demand only, and charts are not searchable (documented).
      record.packs = record.spec.isSyncSupported ? result.packs : [];
    }
    this.store.save();
    this.log(`sync of "${record.name}": ${record.sync.status} ${record.sync.message}`.trimEnd());
  }

  /** Two runs never share a time, however fast they follow: clients tell them apart by it. */
  #nextRunTime(record: RegistryRecord): string {
    const earlier = record.sync.lastRunTime === undefined ? 0 : Date.parse(record.sync.lastRunTime) + 1;
    return new Date(Math.max(this.clock().getTime(), earlier)).toISOString();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
