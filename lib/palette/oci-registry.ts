import {
  ImportableResource,
  TerraformResource,
  type IResolvable,
  type TerraformMetaArguments,
  type TerraformProvider,
} from 'cdktf';
import type { Construct } from 'constructs';
import { block, flag, text, textList, textMap, toHcl, toJson, type Attributes } from './attribute';
import {
  basicAttributes,
  ecrAttributes,
  timeoutsAttributes,
  tlsAttributes,
  type OciRegistryBasic,
  type OciRegistryEcr,
  type OciRegistryTimeouts,
  type OciRegistryTls,
} from './oci-registry-blocks';
import { PROVIDER_METADATA } from './provider-metadata';

/** Arguments of `resource "palette_oci_registry"`. Exactly one of `basic` and `ecr`. */
export interface OciRegistryConfig extends TerraformMetaArguments {
  /** Unique in the tenant. A change replaces the registry. */
  readonly name: string;
  /** basic: URL with scheme, or GHCR's `ghcr.io/users/…`, `ghcr.io/orgs/…`. ecr: host without scheme. */
  readonly endpoint: string;
  /** `helm`, `pack` or `zarf`. A change replaces the registry. @default "helm" */
  readonly providerType?: string;
  /** Path behind the endpoint, basic only. @default - none */
  readonly endpointSuffix?: string;
  /** Paths below which charts are looked for. @default - none; required when `synchronization` is on */
  readonly baseContentPaths?: string[];
  /** Palette indexes the charts. For helm and zarf a change replaces the registry. @default true */
  readonly synchronization?: boolean | IResolvable;
  /** Labels that this resource owns; those of others are kept. @default - none */
  readonly labels?: { readonly [key: string]: string };
  /** Ask Palette to connect to the registry before create and update. @default true */
  readonly validate?: boolean | IResolvable;
  /** Wait until the first synchronization is over. @default true */
  readonly waitForSync?: boolean | IResolvable;
  /** Authentication of a registry that is not an Amazon ECR. @default - none */
  readonly basic?: OciRegistryBasic;
  /** Authentication of an Amazon ECR, private or public. @default - none */
  readonly ecr?: OciRegistryEcr;
  /** TLS between Palette and the registry. @default - public authorities, no client certificate */
  readonly tls?: OciRegistryTls;
  /** Time limits of create, update and delete. @default - 10m each */
  readonly timeouts?: OciRegistryTimeouts;
}

/** Binding of `resource "palette_oci_registry"`. */
export class OciRegistry extends TerraformResource {
  public static readonly tfResourceType = 'palette_oci_registry';

  /**
   * An import block without configuration: `cdktf plan` then prints the code for it.
   * @param importFromId uid or name of the registry in Palette
   */
  public static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return new ImportableResource(scope, importToId, {
      terraformResourceType: OciRegistry.tfResourceType,
      importId: importFromId,
      provider,
    });
  }

  private readonly config: OciRegistryConfig;

  constructor(scope: Construct, id: string, config: OciRegistryConfig) {
    super(scope, id, {
      ...config,
      terraformResourceType: OciRegistry.tfResourceType,
      terraformGeneratorMetadata: PROVIDER_METADATA,
    });
    this.config = config;
  }

  /** Palette's uid of the registry. */
  public get id(): string {
    return this.getStringAttribute('id');
  }

  /** Name of the registry, unique in the tenant. */
  public get name(): string {
    return this.getStringAttribute('name');
  }

  /** Where the registry is. */
  public get endpoint(): string {
    return this.getStringAttribute('endpoint');
  }

  /** `helm`, `pack` or `zarf`. */
  public get providerType(): string {
    return this.getStringAttribute('provider_type');
  }

  /** Paths below which charts are looked for. */
  public get baseContentPaths(): string[] {
    return this.getListAttribute('base_content_paths');
  }

  /** Whether Palette indexes the charts. */
  public get synchronization(): IResolvable {
    return this.getBooleanAttribute('synchronization');
  }

  /** Whether Palette had to reach the registry first. */
  public get validate(): IResolvable {
    return this.getBooleanAttribute('validate');
  }

  /** Whether create and update wait for the synchronization. */
  public get waitForSync(): IResolvable {
    return this.getBooleanAttribute('wait_for_sync');
  }

  /** Palette's word for the state of the last synchronization. */
  public get syncStatus(): string {
    return this.getStringAttribute('sync_status');
  }

  /** Palette's message about the last synchronization. */
  public get syncMessage(): string {
    return this.getStringAttribute('sync_message');
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return toJson(this.attributes());
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return toHcl(this.attributes());
  }

  private attributes(): Attributes {
    const { basic, ecr, tls, timeouts } = this.config;
    return {
      name: text(this.config.name),
      endpoint: text(this.config.endpoint),
      provider_type: text(this.config.providerType),
      endpoint_suffix: text(this.config.endpointSuffix),
      base_content_paths: textList(this.config.baseContentPaths),
      synchronization: flag(this.config.synchronization),
      labels: textMap(this.config.labels),
      validate: flag(this.config.validate),
      wait_for_sync: flag(this.config.waitForSync),
      basic: block(basic && basicAttributes(basic)),
      ecr: block(ecr && ecrAttributes(ecr)),
      tls: block(tls && tlsAttributes(tls)),
      timeouts: block(timeouts && timeoutsAttributes(timeouts)),
    };
  }
}
