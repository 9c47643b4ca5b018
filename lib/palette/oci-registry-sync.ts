import { TerraformResource, type IResolvable, type TerraformMetaArguments } from 'cdktf';
import type { Construct } from 'constructs';
import { block, flag, text, textMap, toHcl, toJson, type Attributes } from './attribute';
import { PROVIDER_METADATA } from './provider-metadata';

/** Block `timeouts` of a synchronization, such as `15m`. */
export interface OciRegistrySyncTimeouts {
  /** How long one run may take, an earlier one that is waited for included. @default "10m" */
  readonly create?: string;
}

/** Arguments of `resource "palette_oci_registry_sync"`. */
export interface OciRegistrySyncConfig extends TerraformMetaArguments {
  /** Palette's uid of the registry. A change starts a run there. */
  readonly registryId: string;
  /** A change starts another run. @default - one run, at creation */
  readonly triggers?: { readonly [key: string]: string };
  /** Start a run that is under way again, in place of waiting for it first. @default false */
  readonly force?: boolean | IResolvable;
  /** Time limit of the run. @default - 10m */
  readonly timeouts?: OciRegistrySyncTimeouts;
}

/** Binding of `resource "palette_oci_registry_sync"`: one run of the synchronization of a registry. */
export class OciRegistrySync extends TerraformResource {
  public static readonly tfResourceType = 'palette_oci_registry_sync';

  private readonly config: OciRegistrySyncConfig;

  constructor(scope: Construct, id: string, config: OciRegistrySyncConfig) {
    super(scope, id, {
      ...config,
      terraformResourceType: OciRegistrySync.tfResourceType,
      terraformGeneratorMetadata: PROVIDER_METADATA,
    });
    this.config = config;
  }

  /** Uid of the registry and the time at which the run was ordered. */
  public get id(): string {
    return this.getStringAttribute('id');
  }

  /** Palette's uid of the registry. */
  public get registryId(): string {
    return this.getStringAttribute('registry_id');
  }

  /** Whether a run that was under way was started again. */
  public get force(): IResolvable {
    return this.getBooleanAttribute('force');
  }

  /** Palette's word for how the run ended. */
  public get status(): string {
    return this.getStringAttribute('status');
  }

  /** Palette's message about the run. */
  public get message(): string {
    return this.getStringAttribute('message');
  }

  /** When the run started, RFC 3339. */
  public get lastRunTime(): string {
    return this.getStringAttribute('last_run_time');
  }

  /** When Palette, at the end of the run, had last read the charts, RFC 3339. */
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
    const { registryId, triggers, force, timeouts } = this.config;
    return {
      registry_id: text(registryId),
      triggers: textMap(triggers),
      force: flag(force),
      timeouts: block(timeouts && { create: text(timeouts.create) }),
    };
  }
}
