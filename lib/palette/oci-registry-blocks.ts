import type { IResolvable } from 'cdktf';
import { block, flag, number, text, type Attributes } from './attribute';

/** Block `basic`: at most one of password and token, each sensitive or write-only; empty = no authentication. */
export interface OciRegistryBasic {
  /** User name. @default - no user name */
  readonly username?: string;
  /** Kept in state. @default - none */
  readonly password?: string;
  /** Write-only (Terraform >= 1.11). @default - none */
  readonly passwordWo?: string;
  /** A change sends `passwordWo` again. @default - none */
  readonly passwordWoVersion?: number;
  /** Kept in state. @default - none */
  readonly token?: string;
  /** Write-only (Terraform >= 1.11). @default - none */
  readonly tokenWo?: string;
  /** A change sends `tokenWo` again. @default - none */
  readonly tokenWoVersion?: number;
}

/** Block `ecr.credentials`. */
export interface OciRegistryEcrCredentials {
  /** Access key ID of the IAM user. */
  readonly accessKey: string;
  /** Kept in state. @default - none */
  readonly secretKey?: string;
  /** Write-only (Terraform >= 1.11). @default - none */
  readonly secretKeyWo?: string;
  /** A change sends `secretKeyWo` again. @default - none */
  readonly secretKeyWoVersion?: number;
}

/** Block `ecr.sts`. */
export interface OciRegistryEcrSts {
  /** ARN of the IAM role that Palette assumes. */
  readonly roleArn: string;
  /** The tenant's external ID, as Palette shows it beside the ARN field. */
  readonly externalId: string;
}

/** Block `ecr`: exactly one of `credentials` and `sts` when private, neither when public. */
export interface OciRegistryEcr {
  /** Palette's "Enable Authentication". @default true */
  readonly private?: boolean | IResolvable;
  /** AWS partition, such as `aws-us-gov`. @default - read off the endpoint */
  readonly partition?: string;
  /** Palette's method "Credentials": access key of an IAM user. @default - none */
  readonly credentials?: OciRegistryEcrCredentials;
  /** Palette's method "STS": a role that Palette assumes. @default - none */
  readonly sts?: OciRegistryEcrSts;
}

/** Block `tls`. */
export interface OciRegistryTls {
  /** PEM; Palette's "Upload file". @default - public authorities */
  readonly caCertificate?: string;
  /** PEM. @default - none */
  readonly clientCertificate?: string;
  /** PEM, kept in state. @default - none */
  readonly clientKey?: string;
  /** PEM, write-only (Terraform >= 1.11). @default - none */
  readonly clientKeyWo?: string;
  /** Do not check the registry's certificate. The provider warns. @default false */
  readonly insecureSkipVerify?: boolean | IResolvable;
}

/** Block `timeouts`, each such as `15m`. */
export interface OciRegistryTimeouts {
  /** How long create may take, the first synchronization included. @default "10m" */
  readonly create?: string;
  /** How long update may take, a synchronization that it starts included. @default "10m" */
  readonly update?: string;
  /** How long delete may take. @default "10m" */
  readonly delete?: string;
}

export function basicAttributes(basic: OciRegistryBasic): Attributes {
  return {
    username: text(basic.username),
    password: text(basic.password),
    password_wo: text(basic.passwordWo),
    password_wo_version: number(basic.passwordWoVersion),
    token: text(basic.token),
    token_wo: text(basic.tokenWo),
    token_wo_version: number(basic.tokenWoVersion),
  };
}

export function ecrAttributes({ private: isPrivate, partition, credentials, sts }: OciRegistryEcr): Attributes {
  return {
    private: flag(isPrivate),
    partition: text(partition),
    credentials: block(
      credentials && {
        access_key: text(credentials.accessKey),
        secret_key: text(credentials.secretKey),
        secret_key_wo: text(credentials.secretKeyWo),
        secret_key_wo_version: number(credentials.secretKeyWoVersion),
      },
    ),
    sts: block(sts && { role_arn: text(sts.roleArn), external_id: text(sts.externalId) }),
  };
}

export function tlsAttributes(tls: OciRegistryTls): Attributes {
  return {
    ca_certificate: text(tls.caCertificate),
    client_certificate: text(tls.clientCertificate),
    client_key: text(tls.clientKey),
    client_key_wo: text(tls.clientKeyWo),
    insecure_skip_verify: flag(tls.insecureSkipVerify),
  };
}

export function timeoutsAttributes(timeouts: OciRegistryTimeouts): Attributes {
  return { create: text(timeouts.create), update: text(timeouts.update), delete: text(timeouts.delete) };
}
