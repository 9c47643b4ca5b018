import { ComplexList, ComplexObject, TerraformDataSource, type IResolvable, type TerraformMetaArguments } from 'cdktf';
import type { Construct } from 'constructs';
import { block, flag, text, textList, toHcl, toJson, type Attributes } from './attribute';
import { PROVIDER_METADATA } from './provider-metadata';

/** Block `basic`: at most one of password and token; empty = no authentication. All of it is kept in state. */
export interface DataRegistryProbeBasic {
  /** User name. @default - no user name */
  readonly username?: string;
  /** Password of `username`. @default - none */
  readonly password?: string;
  /** Bearer token in place of user name and password. @default - none */
  readonly token?: string;
}

/** Block `ecr.credentials`. All of it is kept in state. */
export interface DataRegistryProbeEcrCredentials {
  /** Access key ID of an IAM user, or of temporary credentials. */
  readonly accessKey: string;
  /** Secret access key. */
  readonly secretKey: string;
  /** With temporary credentials. @default - none */
  readonly sessionToken?: string;
}

/** Block `ecr`. */
export interface DataRegistryProbeEcr {
  /** Off for a public ECR. @default true */
  readonly private?: boolean | IResolvable;
  /** Access key to log in with; a role cannot be tried from here. @default - only what needs no login is checked */
  readonly credentials?: DataRegistryProbeEcrCredentials;
}

/** Block `tls`. */
export interface DataRegistryProbeTls {
  /** PEM. @default - public authorities */
  readonly caCertificate?: string;
  /** PEM. @default - none */
  readonly clientCertificate?: string;
  /** PEM, kept in state. @default - none */
  readonly clientKey?: string;
  /** Do not check the registry's certificate. @default false */
  readonly insecureSkipVerify?: boolean | IResolvable;
}

/** Block `timeouts`. */
export interface DataRegistryProbeTimeouts {
  /**
   * How long all checks together may take, such as `60s`; a single request may take half of it.
   * @default - 10m, with 30s for each request
   */
  readonly read?: string;
}

/** Arguments of `data "palette_registry_probe"`. Exactly one of `basic` and `ecr`. */
export interface DataRegistryProbeConfig extends TerraformMetaArguments {
  /** basic: URL with scheme, or GHCR's `ghcr.io/users/…`, `ghcr.io/orgs/…`. ecr: host without scheme. */
  readonly endpoint: string;
  /** Path behind the endpoint, basic only. @default - none */
  readonly endpointSuffix?: string;
  /** Paths below which charts are looked for; with GHCR the packages, below the user or organization. @default - no content is read */
  readonly baseContentPaths?: string[];
  /** Authentication of a registry that is not an Amazon ECR. @default - none */
  readonly basic?: DataRegistryProbeBasic;
  /** Authentication of an Amazon ECR, private or public. @default - none */
  readonly ecr?: DataRegistryProbeEcr;
  /** TLS between here and the registry. @default - public authorities, no client certificate */
  readonly tls?: DataRegistryProbeTls;
  /** How long the checks may take. @default - 10m, with 30s for each request */
  readonly timeouts?: DataRegistryProbeTimeouts;
}

/** One check of `DataRegistryProbe`. */
export class DataRegistryProbeCheck extends ComplexObject {
  /** What was looked at. */
  public get name(): string {
    return this.getStringAttribute('name');
  }

  /** Passed, or does not apply; false also when it was skipped because another failed. */
  public get ok(): IResolvable {
    return this.getBooleanAttribute('ok');
  }

  /** What was found, or what is wrong and what to do. */
  public get detail(): string {
    return this.getStringAttribute('detail');
  }
}

/** The checks of `DataRegistryProbe`, in the order in which they were made. */
export class DataRegistryProbeCheckList extends ComplexList {
  /** The check at this place of the list, counted from 0. */
  public get(index: number): DataRegistryProbeCheck {
    return new DataRegistryProbeCheck(this.terraformResource, this.terraformAttribute, this.wrapsSet, index);
  }
}

/** One chart that `DataRegistryProbe` found. */
export class DataRegistryProbeChart extends ComplexObject {
  /** Name of the chart, the last part of its repository. */
  public get name(): string {
    return this.getStringAttribute('name');
  }

  /** Full path of its repository. */
  public get repository(): string {
    return this.getStringAttribute('repository');
  }

  /** Newest first. */
  public get versions(): string[] {
    return this.getListAttribute('versions');
  }
}

/** The charts that `DataRegistryProbe` found. */
export class DataRegistryProbeChartList extends ComplexList {
  /** The chart at this place of the list, counted from 0. */
  public get(index: number): DataRegistryProbeChart {
    return new DataRegistryProbeChart(this.terraformResource, this.terraformAttribute, this.wrapsSet, index);
  }
}

/** Binding of `data "palette_registry_probe"`: whether a registry can be used from where Terraform runs. */
export class DataRegistryProbe extends TerraformDataSource {
  public static readonly tfResourceType = 'palette_registry_probe';

  private readonly config: DataRegistryProbeConfig;

  constructor(scope: Construct, id: string, config: DataRegistryProbeConfig) {
    super(scope, id, {
      ...config,
      terraformResourceType: DataRegistryProbe.tfResourceType,
      terraformGeneratorMetadata: PROVIDER_METADATA,
    });
    this.config = config;
  }

  /** No check failed. */
  public get ok(): IResolvable {
    return this.getBooleanAttribute('ok');
  }

  /** What was looked at, in that order. */
  public get checks(): DataRegistryProbeCheckList {
    return new DataRegistryProbeCheckList(this, 'checks', false);
  }

  /** The Helm charts at or below the base content paths. */
  public get charts(): DataRegistryProbeChartList {
    return new DataRegistryProbeChartList(this, 'charts', false);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return toJson(this.attributes());
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return toHcl(this.attributes());
  }

  private attributes(): Attributes {
    const { endpoint, endpointSuffix, baseContentPaths, basic, ecr, tls, timeouts } = this.config;
    return {
      endpoint: text(endpoint),
      endpoint_suffix: text(endpointSuffix),
      base_content_paths: textList(baseContentPaths),
      basic: block(basic && basicAttributes(basic)),
      ecr: block(ecr && ecrAttributes(ecr)),
      tls: block(tls && tlsAttributes(tls)),
      timeouts: block(timeouts && { read: text(timeouts.read) }),
    };
  }
}

function basicAttributes({ username, password, token }: DataRegistryProbeBasic): Attributes {
  return { username: text(username), password: text(password), token: text(token) };
}

function ecrAttributes({ private: isPrivate, credentials }: DataRegistryProbeEcr): Attributes {
  return {
    private: flag(isPrivate),
    credentials: block(
      credentials && {
        access_key: text(credentials.accessKey),
        secret_key: text(credentials.secretKey),
        session_token: text(credentials.sessionToken),
      },
    ),
  };
}

function tlsAttributes(tls: DataRegistryProbeTls): Attributes {
  return {
    ca_certificate: text(tls.caCertificate),
    client_certificate: text(tls.clientCertificate),
    client_key: text(tls.clientKey),
    insecure_skip_verify: flag(tls.insecureSkipVerify),
  };
}
