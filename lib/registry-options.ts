import type { IResolvable, TerraformProvider } from 'cdktf';
import type { OciRegistryTimeouts } from './palette';
import type { RegistryTlsProps } from './registry-tls';

/** What can be said of a registry in Palette, wherever it is and whoever reads it. */
export interface RegistryOptions {
  /**
   * Palette's "Base Content Path": the paths below which charts are looked for.
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
  readonly synchronization?: boolean | IResolvable;
  /**
   * Certificates, of the registry itself or of a proxy that replaces them.
   * @default - the registry's certificate is signed by a public authority
   */
  readonly tls?: RegistryTlsProps;
  /**
   * Labels of the registry in Palette; those that others set are kept.
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Ask Palette to connect to the registry before it is created or changed. With an Amazon ECR, whose role or key AWS may
   * not know at once, for up to two minutes.
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
   * Provider block, when the stack has several.
   * @default - the stack's default one
   */
  readonly provider?: TerraformProvider;
}
