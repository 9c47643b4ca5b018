import { TerraformDataSource, type IResolvable, type TerraformMetaArguments } from 'cdktf';
import type { Construct } from 'constructs';
import { text, toHcl, toJson, type Attributes } from './attribute';
import { PROVIDER_METADATA } from './provider-metadata';

/** Arguments of `data "palette_oci_registry"`. Exactly one of `name` and `id`. */
export interface DataOciRegistryConfig extends TerraformMetaArguments {
  /** Name in Palette, unique in the tenant. @default - looked up by `id` */
  readonly name?: string;
  /** Palette's uid. @default - looked up by `name` */
  readonly id?: string;
}

/** Binding of `data "palette_oci_registry"`. */
export class DataOciRegistry extends TerraformDataSource {
  public static readonly tfResourceType = 'palette_oci_registry';

  private readonly config: DataOciRegistryConfig;

  constructor(scope: Construct, id: string, config: DataOciRegistryConfig) {
    super(scope, id, {
      ...config,
      terraformResourceType: DataOciRegistry.tfResourceType,
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

  /** `basic` or `ecr`. */
  public get type(): string {
    return this.getStringAttribute('type');
  }

  /** `helm`, `pack` or `zarf`. */
  public get providerType(): string {
    return this.getStringAttribute('provider_type');
  }

  /** Where the registry is. */
  public get endpoint(): string {
    return this.getStringAttribute('endpoint');
  }

  /** Path of the registry API below the endpoint. */
  public get endpointSuffix(): string {
    return this.getStringAttribute('endpoint_suffix');
  }

  /** Paths below which charts are looked for. */
  public get baseContentPaths(): string[] {
    return this.getListAttribute('base_content_paths');
  }

  /** Whether Palette indexes the charts. */
  public get synchronization(): IResolvable {
    return this.getBooleanAttribute('synchronization');
  }

  /** All labels of the registry in Palette, whoever set them. */
  public get labels(): { [key: string]: string } {
    return this.getStringMapAttribute('labels');
  }

  /** Whether the registry wants authentication. */
  public get private(): IResolvable {
    return this.getBooleanAttribute('private');
  }

  /** Palette's word for who owns the registry. */
  public get scope(): string {
    return this.getStringAttribute('scope');
  }

  /** Whether the registry comes with Palette. */
  public get isDefault(): IResolvable {
    return this.getBooleanAttribute('is_default');
  }

  /** Palette's word for the state of the last synchronization. */
  public get syncStatus(): string {
    return this.getStringAttribute('sync_status');
  }

  /** Palette's message about the last synchronization. */
  public get syncMessage(): string {
    return this.getStringAttribute('sync_message');
  }

  /** When the last synchronization started, RFC 3339. */
  public get lastRunTime(): string {
    return this.getStringAttribute('last_run_time');
  }

  /** When the last synchronization succeeded, RFC 3339. */
  public get lastSyncedTime(): string {
    return this.getStringAttribute('last_synced_time');
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return toJson(this.attributes());
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return toHcl(this.attributes());
  }

  private attributes(): Attributes {
    return { name: text(this.config.name), id: text(this.config.id) };
  }
}
