import type { PriorStateOf, StateOf } from '../../bridge/framework';
import {
  type BasicOciRegistry,
  type EcrRegistry,
  isSameEndpoint,
  joinBaseContentPaths,
  type RegistrySyncStatus,
  splitBaseContentPaths,
} from '../../palette';
import { basicStateOf } from './basic';
import { ecrStateOf } from './ecr';
import type { RegistrySchema } from './schema';
import { tlsStateOf } from './tls';

export type State = StateOf<RegistrySchema>;
type Prior = PriorStateOf<RegistrySchema>;

export type Found =
  | { readonly kind: 'basic'; readonly registry: BasicOciRegistry }
  | { readonly kind: 'ecr'; readonly registry: EcrRegistry };

/**
 * What Palette holds, as state. Where it only spells a value differently from `prior` (a trailing slash, letter case of
 * a host, defaults that it fills in), the spelling of `prior` stays: such a difference is none.
 */
export function stateOf(found: Found, prior: Prior): State {
  const { metadata, spec, status } = found.registry;
  const isImport = prior.endpoint === null;
  return {
    id: prior.id,
    name: metadata?.name ?? prior.name ?? '',
    provider_type: spec?.providerType || 'helm',
    endpoint: endpointStateOf(spec?.endpoint ?? '', prior.endpoint),
    endpoint_suffix: textStateOf(found.kind === 'basic' ? found.registry.spec?.basePath : '', prior.endpoint_suffix),
    base_content_paths: pathsStateOf(spec?.baseContentPath ?? '', prior.base_content_paths),
    synchronization: spec?.isSyncSupported ?? status?.syncStatus?.isSyncSupported ?? false,
    labels: labelsStateOf(metadata?.labels ?? {}, prior.labels, isImport),
    validate: prior.validate ?? true,
    wait_for_sync: prior.wait_for_sync ?? true,
    ...syncStateOf(status?.syncStatus),
    basic: found.kind === 'basic' ? basicStateOf(found.registry.spec?.auth, prior.basic) : null,
    ecr: found.kind === 'ecr' ? ecrStateOf(found.registry.spec ?? {}, prior.ecr) : null,
    tls: tlsStateOf(found.kind === 'basic' ? found.registry.spec?.auth?.tls : found.registry.spec?.tls, prior.tls),
  };
}

export function syncStateOf(status: RegistrySyncStatus | undefined): Pick<State, 'sync_status' | 'sync_message'> {
  return { sync_status: status?.status || null, sync_message: status?.message || null };
}

function endpointStateOf(shown: string, prior: string | null): string {
  return prior !== null && isSameEndpoint(shown, prior) ? prior : shown;
}

/** Palette has no difference between an empty text and none. */
function textStateOf(shown: string | undefined, prior: string | null): string | null {
  return (shown ?? '') === (prior ?? '') ? prior : (shown ?? '');
}

function pathsStateOf(shown: string, prior: readonly string[] | null): readonly string[] | null {
  const paths = splitBaseContentPaths(shown);
  return joinBaseContentPaths(paths) === joinBaseContentPaths(prior ?? []) ? prior : paths;
}

/** Labels that others set are not ours to show; after an import nobody can tell whose they are, so all are. */
function labelsStateOf(
  shown: Readonly<Record<string, string>>,
  prior: Readonly<Record<string, string>> | null,
  isImport: boolean,
): Readonly<Record<string, string>> | null {
  if (isImport) return Object.keys(shown).length > 0 ? shown : null;
  return prior && Object.fromEntries(Object.entries(shown).filter(([name]) => Object.hasOwn(prior, name)));
}
