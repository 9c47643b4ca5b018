import { ComplexList, ComplexObject, TerraformDataSource, type IResolvable, type TerraformMetaArguments } from 'cdktf';
import type { Construct } from 'constructs';
import { text, toHcl, toJson, type Attributes } from './attribute';
import { PROVIDER_METADATA } from './provider-metadata';

/** Arguments of `data "palette_oci_registries"`. */
export interface DataOciRegistriesConfig extends TerraformMetaArguments {
  /** `basic` or `ecr`. @default - both */
  readonly type?: string;
  /** `helm`, `pack` or `zarf`. @default - all */
  readonly providerType?: string;
  /** `tenant`: the tenant's own; `system`: those that come with Palette. @default - both */
  readonly scope?: string;
}

/** One registry of `DataOciRegistries`. */
export class DataOciRegistriesRegistry extends ComplexObject {
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

  /** Whether the registry wants authentication. */
  public get private(): IResolvable {
    return this.getBooleanAttribute('private');
  }

  /** Whether the registry comes with Palette. */
  public get isDefault(): IResolvable {
    return this.getBooleanAttribute('is_default');
  }

  /** Palette's word for the state of the last synchronization. */
  public get syncStatus(): string {
    return this.getStringAttribute('sync_status');
  }

  /** When the last synchronization started, RFC 3339. */
  public get lastRunTime(): string {
    return this.getStringAttribute('last_run_time');
  }

  /** When the last synchronization succeeded, RFC 3339. */
  public get lastSyncedTime(): string {
    return this.getStringAttribute('last_synced_time');
  }
}

/** The registries of `DataOciRegistries`, by name. */
export class DataOciRegistriesRegistryList extends ComplexList {
  /** The registry at this place of the list, counted from 0. */
  public get(index: number): DataOciRegistriesRegistry {
    return new DataOciRegistriesRegistry(this.terraformResource, this.terraformAttribute, this.wrapsSet, index);
  }
}

/** Binding of `data "palette_oci_registries"`. */
export class DataOciRegistries extends TerraformDataSource {
  public static readonly tfResourceType = 'palette_oci_registries';

  private readonly config: DataOciRegistriesConfig;

  constructor(scope: Construct, id: string, config: DataOciRegistriesConfig = {}) {
    super(scope, id, {
      ...config,
      terraformResourceType: DataOciRegistries.tfResourceType,
      terraformGeneratorMetadata: PROVIDER_METADATA,
    });
    this.config = config;
  }

  /** The registries that all filters let through, by name. */
  public get registries(): DataOciRegistriesRegistryList {
    return new DataOciRegistriesRegistryList(this, 'registries', false);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return toJson(this.attributes());
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return toHcl(this.attributes());
  }

  private attributes(): Attributes {
    const { type, providerType, scope } = this.config;
    return { type: text(type), provider_type: text(providerType), scope: text(scope) };
  }
}
