/** LAW: Palette's REST API in TypeScript. */
export { PaletteClient } from './client';
export type { Environment } from '../http';
export type { CallOptions, Log, LogLevel, PaletteClientOptions } from './client-options';
export { PaletteError, type PaletteErrorReason, PaletteOptionsError } from './palette-error';
export type * from './types';
export { createRegistryOnce } from './create-registry-once';
export { findRegistry } from './find-registry';
export { replaceRegistry, type OwnedLabels } from './replace-registry';
export { removeRegistry } from './remove-registry';
export { usersOfRegistry } from './registry-use';
export type { NamedThings } from './error-details';
export { hasRegistry } from './has-registry';
export { lookUpRegistry, RegistryLookUpError } from './look-up-registry';
export { listLocations } from './list-locations';
export type { RegistryLocation } from './registry-location';
export {
  waitForSync,
  type SyncOutcome,
  type SyncProgress,
  type SyncRun,
  type WaitForSyncOptions,
} from './wait-for-sync';
export { isUnderWay } from './sync-status';
export { listCharts, type Chart } from './list-charts';
export { isMasked } from './masked';
export { isSameEndpoint } from './same-endpoint';
export { joinBaseContentPaths, splitBaseContentPaths } from './base-content-paths';
