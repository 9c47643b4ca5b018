import { attribute, defineSchema, duration, wholeNumberBetween } from '../bridge/framework';
import { pemCertificate } from './pem';
import { requestRate } from './request-rate';

const { string, bool, number } = attribute;

export const providerSchema = defineSchema({
  description:
    'Registers OCI Helm registries in Spectro Cloud Palette. Registries belong to the tenant: use the API key of a tenant administrator.',
  attributes: {
    host: string({
      optional: true,
      description:
        "Palette's host, bare or with `https://`; `http://` only for loopback. Also from `PALETTE_HOST`, `SPECTROCLOUD_HOST`. Default `api.spectrocloud.com`.",
    }),
    api_key: string({
      optional: true,
      sensitive: true,
      description: 'API key of a tenant administrator. Also from `PALETTE_API_KEY`, `SPECTROCLOUD_APIKEY`.',
    }),
    ca_certificate: string({
      optional: true,
      validators: [pemCertificate()],
      description:
        'PEM certificate of the authority of a self-hosted Palette, trusted besides the system roots. Also from `PALETTE_CA_CERTIFICATE`.',
    }),
    insecure_skip_tls_verify: bool({
      optional: true,
      description:
        "Do not verify Palette's certificate. Also from `PALETTE_INSECURE_SKIP_TLS_VERIFY`. Default `false`.",
    }),
    request_timeout: string({
      optional: true,
      validators: [duration()],
      description: 'Limit of one HTTP request. Default `30s`.',
    }),
    max_retries: number({
      optional: true,
      validators: [wholeNumberBetween(0, 100)],
      description: "How often a request is tried again at most, within the operation's own timeout. Default `5`.",
    }),
    requests_per_second: number({
      optional: true,
      validators: [requestRate()],
      description:
        "Requests that leave per second. A process starts with one second's worth, and saves up five times as many while it has nothing to send. Palette's limit, and the default, is `10`; `0` removes the limit, for a self-hosted Palette that has none. Also from `PALETTE_REQUESTS_PER_SECOND`.",
    }),
  },
});
