import type { IResolvable } from 'cdktf';
import type { Construct } from 'constructs';
import type { OciRegistryTls } from './palette';
import { optionalTextProblems, type Problem } from './problems';
import { secretArguments, secretProblems } from './secret';

/** Certificates between Palette and the registry. */
export interface RegistryTlsProps {
  /**
   * PEM of the authority that signed the registry's certificate (Palette's "Upload file").
   * @default - a public authority
   */
  readonly caCertificate?: string;
  /**
   * PEM of the certificate that Palette shows to the registry.
   * @default - none
   */
  readonly clientCertificate?: string;
  /**
   * PEM of the key of `clientCertificate`, as a token: a literal is warned about.
   * @default - none
   */
  readonly clientKey?: string;
  /**
   * Keep `clientKey` in Terraform's state instead of passing it as a write-only argument (Terraform >= 1.11).
   * @default false
   */
  readonly keepClientKeyInState?: boolean;
  /**
   * Do not check the registry's certificate. The provider warns.
   * @default false
   */
  readonly insecureSkipVerify?: boolean | IResolvable;
}

export function tlsProblems({ caCertificate, clientCertificate, clientKey }: RegistryTlsProps): Problem[] {
  const advice = "Write what the file has: readFileSync(…, 'utf8')";
  return [
    ...optionalTextProblems('tls.caCertificate', caCertificate, advice),
    ...optionalTextProblems('tls.clientCertificate', clientCertificate, advice),
    ...(clientKey === undefined ? [] : secretProblems('tls.clientKey', clientKey)),
    ...halfProblems(clientCertificate, clientKey),
  ];
}

function halfProblems(clientCertificate: string | undefined, clientKey: string | undefined): Problem[] {
  if ((clientCertificate === undefined) === (clientKey === undefined)) return [];
  const [given, missing] =
    clientKey === undefined ? ['clientCertificate', 'clientKey'] : ['clientKey', 'clientCertificate'];
  const reason = `is missing beside 'tls.${given}': a client certificate needs its key. Write tls: { clientCertificate, clientKey }, or neither`;
  return [{ prop: `tls.${missing}`, reason }];
}

export function tlsBlock(scope: Construct, tls: RegistryTlsProps): OciRegistryTls {
  const secret =
    tls.clientKey === undefined
      ? {}
      : secretArguments(scope, 'clientKey', { value: tls.clientKey, keepInState: tls.keepClientKeyInState });
  return {
    caCertificate: tls.caCertificate,
    clientCertificate: tls.clientCertificate,
    clientKey: secret.kept,
    clientKeyWo: secret.writeOnly,
    insecureSkipVerify: tls.insecureSkipVerify,
  };
}
