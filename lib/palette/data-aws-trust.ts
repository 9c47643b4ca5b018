import { TerraformDataSource, type TerraformMetaArguments } from 'cdktf';
import type { Construct } from 'constructs';
import { text, toHcl, toJson, type Attributes } from './attribute';
import { PROVIDER_METADATA } from './provider-metadata';

/** Arguments of `data "palette_aws_trust"`. */
export interface DataAwsTrustConfig extends TerraformMetaArguments {
  /** `aws` or `aws-us-gov`. @default "aws" */
  readonly partition?: string;
}

/** Binding of `data "palette_aws_trust"`: what an IAM role must trust so that Palette may assume it. */
export class DataAwsTrust extends TerraformDataSource {
  public static readonly tfResourceType = 'palette_aws_trust';

  private readonly config: DataAwsTrustConfig;

  constructor(scope: Construct, id: string, config: DataAwsTrustConfig = {}) {
    super(scope, id, {
      ...config,
      terraformResourceType: DataAwsTrust.tfResourceType,
      terraformGeneratorMetadata: PROVIDER_METADATA,
    });
    this.config = config;
  }

  /** AWS partition of the role. */
  public get partition(): string {
    return this.getStringAttribute('partition');
  }

  /** The AWS account from which Palette assumes roles. */
  public get accountId(): string {
    return this.getStringAttribute('account_id');
  }

  /** The external ID of this tenant. */
  public get externalId(): string {
    return this.getStringAttribute('external_id');
  }

  /** That account as the principal of a trust policy. */
  public get principalArn(): string {
    return this.getStringAttribute('principal_arn');
  }

  /** The whole trust policy of the role, JSON. */
  public get trustPolicy(): string {
    return this.getStringAttribute('trust_policy');
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return toJson(this.attributes());
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return toHcl(this.attributes());
  }

  private attributes(): Attributes {
    return { partition: text(this.config.partition) };
  }
}
