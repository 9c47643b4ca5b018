import type { RegistryOptions } from '..';
import type { EcrIdentity } from './ecr-helm-registry-identity';

/** That of AWS is an option of `identity`: `provider` is the provider block of Palette. */
export interface EcrHelmRegistryProps extends RegistryOptions {
  /**
   * Host of the registry, without `https://`: such as `123456789012.dkr.ecr.us-east-1.amazonaws.com`, FIPS and dual-stack
   * hosts too, or `public.ecr.aws`.
   */
  readonly endpoint: string;
  /**
   * As whom Palette reads the registry.
   * @default - `EcrIdentity.role()`; `EcrIdentity.anonymous()` for ECR Public
   */
  readonly identity?: EcrIdentity;
  /**
   * Palette's "Base Content Path": the paths below which charts are looked for. Unless `identity` says otherwise, the
   * repositories of these names and those below them are what may be read.
   * @default - none; required unless `synchronization` is off
   */
  readonly baseContentPaths?: string[];
}
