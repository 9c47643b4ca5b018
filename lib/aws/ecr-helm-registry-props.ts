import type { IResolvable, TerraformProvider } from 'cdktf';
import type { RegistryTlsProps } from '..';
import type { OciRegistryTimeouts } from '../palette';
import type { EcrIdentity } from './ecr-helm-registry-identity';

export interface EcrHelmRegistryProps {
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
  /**
   * Name in Palette, unique in the tenant. A change replaces the registry.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Palette's "Synchronization": index the charts, so that the profile editor offers them. A change replaces the registry.
   * @default true
   */
  readonly synchronization?: boolean;
  /**
   * Certificates, for networks whose proxy replaces those of AWS.
   * @default - AWS's certificates are signed by a public authority
   */
  readonly tls?: RegistryTlsProps;
  /**
   * Labels of the registry in Palette; those that others set are kept.
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Ask Palette to connect to the registry before it is created or changed. A role or key that was made just now can take
   * AWS some seconds to know: the provider tries for up to two minutes.
   * @default true
   */
  readonly validate?: boolean | IResolvable;
  /**
   * Wait until Palette has indexed the charts.
   * @default true
   */
  readonly waitForSync?: boolean | IResolvable;
  /**
   * Time limits of create, update and delete.
   * @default - 10m each
   */
  readonly timeouts?: OciRegistryTimeouts;
  /**
   * Provider block of Palette, when the stack has several. That of AWS is an option of `identity`.
   * @default - the stack's default one
   */
  readonly provider?: TerraformProvider;
}
