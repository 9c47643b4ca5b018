import { type Environment, type OciRegistryOptions } from '../oci';

/** How the sandbox's own connections leave its process; `timeoutMs` counts for each request, to a registry as to AWS. */
export interface Network extends Pick<OciRegistryOptions, 'environment' | 'extraRootsFile'> {
  readonly timeoutMs: number;
}

/** Empty variables count as not set, as pipelines often cannot unset one. */
export function networkOf(environment: Environment | undefined, timeoutMs: number): Network {
  return { timeoutMs, environment, extraRootsFile: environment?.NODE_EXTRA_CA_CERTS || undefined };
}
