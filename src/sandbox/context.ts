import { type ConnectionSettings } from './connection';
import { type Store } from './store';
import { type Synchronizer } from './sync';

/** What the routes work on. */
export interface SandboxContext {
  readonly store: Store;
  readonly synchronizer: Synchronizer;
  readonly connection: ConnectionSettings;
  /** In place of the generated ones. */
  readonly awsAccountId?: string;
  readonly clock: () => Date;
  /** Aborted when the sandbox closes. */
  readonly closing: AbortSignal;
}
