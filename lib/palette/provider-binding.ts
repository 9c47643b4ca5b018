import { TerraformProvider, type IResolvable } from 'cdktf';
import type { Construct } from 'constructs';
import { flag, number, text, toHcl, toJson, type Attributes } from './attribute';
import { PROVIDER_METADATA, PROVIDER_SOURCE } from './provider-metadata';

/** Arguments of `provider "palette"`. */
export interface PaletteProviderConfig {
  /**
   * Palette's API: a bare host or `https://…`; `http://` only for loopback.
   * @default - `PALETTE_HOST`, then `SPECTROCLOUD_HOST`, then `api.spectrocloud.com`
   */
  readonly host?: string;
  /**
   * API key of a tenant administrator. Sensitive: pass a variable, or leave it to the environment.
   * @default - `PALETTE_API_KEY`, then `SPECTROCLOUD_APIKEY`
   */
  readonly apiKey?: string;
  /**
   * PEM of the authority that signed the certificate of a self-hosted Palette; added to the system's roots.
   * @default - `PALETTE_CA_CERTIFICATE`
   */
  readonly caCertificate?: string;
  /**
   * Do not check Palette's certificate. The provider warns.
   * @default - `PALETTE_INSECURE_SKIP_TLS_VERIFY`, then false
   */
  readonly insecureSkipTlsVerify?: boolean | IResolvable;
  /**
   * Time limit of one HTTP request, such as `45s`.
   * @default "30s"
   */
  readonly requestTimeout?: string;
  /**
   * How often one request is tried again; never past the operation's own timeout.
   * @default 5
   */
  readonly maxRetries?: number;
  /**
   * Requests per second; a process starts with one second's worth, and saves up five times as many while it has nothing to
   * send. 0 = no limit, for a self-hosted Palette that has none.
   * @default - `PALETTE_REQUESTS_PER_SECOND`, then 10
   */
  readonly requestsPerSecond?: number;
  /**
   * Name of this configuration, when a stack has several.
   * @default - the stack's default configuration
   */
  readonly alias?: string;
}

/** Binding of `provider "palette"`. */
export class PaletteProviderBinding extends TerraformProvider {
  public static readonly tfResourceType = 'palette';

  private readonly config: PaletteProviderConfig;
  private aliasName?: string;

  constructor(scope: Construct, id: string, config: PaletteProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: PaletteProviderBinding.tfResourceType,
      terraformGeneratorMetadata: PROVIDER_METADATA,
      terraformProviderSource: PROVIDER_SOURCE,
    });
    this.config = config;
    this.aliasName = config.alias;
  }

  public override get alias(): string | undefined {
    return this.aliasName;
  }

  public override set alias(value: string | undefined) {
    this.aliasName = value;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return toJson(this.attributes());
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return toHcl(this.attributes());
  }

  /** Without `alias`: cdktf adds it as a meta argument. */
  private attributes(): Attributes {
    return {
      host: text(this.config.host),
      api_key: text(this.config.apiKey),
      ca_certificate: text(this.config.caCertificate),
      insecure_skip_tls_verify: flag(this.config.insecureSkipTlsVerify),
      request_timeout: text(this.config.requestTimeout),
      max_retries: number(this.config.maxRetries),
      requests_per_second: number(this.config.requestsPerSecond),
    };
  }
}
