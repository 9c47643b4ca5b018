import { ComplexList, ComplexObject, TerraformDataSource, type TerraformMetaArguments } from 'cdktf';
import type { Construct } from 'constructs';
import { text, toHcl, toJson, type Attributes } from './attribute';
import { PROVIDER_METADATA } from './provider-metadata';

/** Arguments of `data "palette_oci_registry_charts"`. */
export interface DataOciRegistryChartsConfig extends TerraformMetaArguments {
  /** Palette's uid of the registry. */
  readonly registryId: string;
  /** Only the chart or pack of this name. @default - all */
  readonly name?: string;
}

/** One chart or pack of `DataOciRegistryCharts`. */
export class DataOciRegistryChartsChart extends ComplexObject {
  /** Name in the registry, by which a profile refers to it. */
  public get name(): string {
    return this.getStringAttribute('name');
  }

  /** Name that Palette shows. */
  public get displayName(): string {
    return this.getStringAttribute('display_name');
  }

  /** In Palette's order. */
  public get versions(): string[] {
    return this.getListAttribute('versions');
  }
}

/** The charts or packs of `DataOciRegistryCharts`, by name. */
export class DataOciRegistryChartsChartList extends ComplexList {
  /** The chart at this place of the list, counted from 0. */
  public get(index: number): DataOciRegistryChartsChart {
    return new DataOciRegistryChartsChart(this.terraformResource, this.terraformAttribute, this.wrapsSet, index);
  }
}

/** Binding of `data "palette_oci_registry_charts"`: what the profile editor offers. */
export class DataOciRegistryCharts extends TerraformDataSource {
  public static readonly tfResourceType = 'palette_oci_registry_charts';

  private readonly config: DataOciRegistryChartsConfig;

  constructor(scope: Construct, id: string, config: DataOciRegistryChartsConfig) {
    super(scope, id, {
      ...config,
      terraformResourceType: DataOciRegistryCharts.tfResourceType,
      terraformGeneratorMetadata: PROVIDER_METADATA,
    });
    this.config = config;
  }

  /** The charts or packs by name; empty as long as nothing is synchronized. */
  public get charts(): DataOciRegistryChartsChartList {
    return new DataOciRegistryChartsChartList(this, 'charts', false);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return toJson(this.attributes());
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return toHcl(this.attributes());
  }

  private attributes(): Attributes {
    return { registry_id: text(this.config.registryId), name: text(this.config.name) };
  }
}
