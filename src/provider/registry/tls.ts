import {
  atMostOneOf,
  attribute,
  block,
  type KnownConfigOf,
  type PriorStateOf,
  requires,
  type StateOf,
} from '../../bridge/framework';
import type { TlsConfiguration } from '../../palette';
import { pemCertificate, pemPrivateKey } from '../pem';

const { string, bool } = attribute;

const body = {
  attributes: {
    ca_certificate: string({
      optional: true,
      validators: [pemCertificate()],
      description:
        'PEM certificate of the authority that signed the registry\'s certificate (the form\'s "Upload file").',
    }),
    client_certificate: string({
      optional: true,
      validators: [pemCertificate()],
      description: 'PEM certificate by which Palette identifies itself to the registry.',
    }),
    client_key: string({
      optional: true,
      sensitive: true,
      validators: [pemPrivateKey()],
      description: 'PEM key of the client certificate. Stored in state: prefer `client_key_wo`.',
    }),
    client_key_wo: string({
      optional: true,
      writeOnly: true,
      sensitive: true,
      validators: [pemPrivateKey()],
      description: 'PEM key of the client certificate, never stored. Needs Terraform 1.11.',
    }),
    insecure_skip_verify: bool({
      default: false,
      description: "Insecure Skip TLS Verify: do not verify the registry's certificate. Default `false`.",
    }),
  },
} as const;

/** TLS between Palette and the registry. */
export const tlsBlock = block('single', body, {
  description:
    'TLS between Palette and the registry. Left out, the registry must have a certificate of a public authority.',
  rules: [
    atMostOneOf('client_key', 'client_key_wo'),
    requires('client_certificate', 'client_key_wo|client_key', 'Add "client_key_wo" (or "client_key").'),
    requires('client_key', 'client_certificate', 'Add "client_certificate".'),
    requires('client_key_wo', 'client_certificate', 'Add "client_certificate".'),
  ],
});

type Shape = typeof body;
type TlsConfig = KnownConfigOf<Shape>;
type TlsState = StateOf<Shape>;

/** The block as Palette wants it. Always enabled, as Palette's own form does: else Palette ignores all the rest. */
export function tlsConfigurationOf(tls: TlsConfig | null): TlsConfiguration {
  return {
    enabled: true,
    insecureSkipVerify: tls?.insecure_skip_verify ?? false,
    ca: tls?.ca_certificate ?? '',
    certificate: tls?.client_certificate ?? '',
    key: tls?.client_key_wo ?? tls?.client_key ?? '',
  };
}

/** The block as Palette has it; Palette's defaults are no block, and a disabled one is as good as none. */
export function tlsStateOf(shown: TlsConfiguration | undefined, prior: PriorStateOf<Shape> | null): TlsState | null {
  const { ca, certificate, insecureSkipVerify } = shown?.enabled ? shown : {};
  if (!prior && !ca && !certificate && !insecureSkipVerify) return null;
  return {
    ca_certificate: pemStateOf(ca, prior?.ca_certificate ?? null),
    client_certificate: pemStateOf(certificate, prior?.client_certificate ?? null),
    client_key: certificate ? (prior?.client_key ?? null) : null,
    client_key_wo: null,
    insecure_skip_verify: insecureSkipVerify ?? false,
  };
}

/** Line ends and blanks around a PEM text carry no meaning. */
function pemStateOf(shown: string | undefined, prior: string | null): string | null {
  const normalize = (text: string | null | undefined) => (text ?? '').replace(/\r\n/g, '\n').trim();
  if (normalize(shown) === normalize(prior)) return prior;
  return shown || null;
}
