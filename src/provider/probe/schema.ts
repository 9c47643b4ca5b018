import {
  attribute,
  atMostOneOf,
  block,
  defineSchema,
  duration,
  eachElement,
  exactlyOneOf,
  notEmpty,
  requires,
} from '../../bridge/framework';
import { baseContentPath } from '../base-content-path';
import { pemCertificate, pemPrivateKey } from '../pem';
import { realSecret } from '../secret';

const { string, bool, list, listType, objectType, stringType, boolType } = attribute;

/** Data sources have no write-only arguments. */
const IN_STATE = 'Stored in state, as every argument of a data source is.';

const secret = (what: string) =>
  string({ optional: true, sensitive: true, validators: [realSecret()], description: `${what} ${IN_STATE}` });

const basicBlock = block(
  'single',
  {
    attributes: {
      username: string({ optional: true, validators: [notEmpty()], description: 'User name.' }),
      password: secret('Password.'),
      token: secret('Bearer token in place of user name and password.'),
    },
  },
  {
    description: 'Authentication of a registry that is not an Amazon ECR. An empty block means no authentication.',
    rules: [
      atMostOneOf('password', 'token'),
      requires('username', 'password', 'Add "password", or leave both out for no authentication.'),
      requires('password', 'username', 'Add "username".'),
    ],
  },
);

const credentialsBlock = block(
  'single',
  {
    attributes: {
      access_key: string({ required: true, validators: [notEmpty()], description: 'Access key ID.' }),
      secret_key: string({
        required: true,
        sensitive: true,
        validators: [realSecret()],
        description: `Secret access key. ${IN_STATE}`,
      }),
      session_token: secret('Session token, with temporary credentials.'),
    },
  },
  {
    description:
      'Access key to log in with. Without it a private ECR is checked as far as that goes without a login: that a role can ' +
      'read it can only be tried by those who may assume it.',
  },
);

const ecrBlock = block(
  'single',
  {
    attributes: { private: bool({ default: true, description: 'Off for a public ECR. Default `true`.' }) },
    blocks: { credentials: credentialsBlock },
  },
  { description: 'Authentication of an Amazon ECR, private or public.' },
);

const tlsBlock = block(
  'single',
  {
    attributes: {
      ca_certificate: string({
        optional: true,
        validators: [pemCertificate()],
        description: "PEM certificate of the authority that signed the registry's certificate.",
      }),
      client_certificate: string({
        optional: true,
        validators: [pemCertificate()],
        description: 'PEM certificate to show to the registry.',
      }),
      client_key: string({
        optional: true,
        sensitive: true,
        validators: [pemPrivateKey()],
        description: `PEM key of the client certificate. ${IN_STATE}`,
      }),
      insecure_skip_verify: bool({
        default: false,
        description: "Do not verify the registry's certificate. Default `false`.",
      }),
    },
  },
  {
    description: 'TLS between here and the registry. Left out, its certificate must be of a public authority.',
    rules: [
      requires('client_certificate', 'client_key', 'Add "client_key".'),
      requires('client_key', 'client_certificate', 'Add "client_certificate".'),
    ],
  },
);

const timeoutsBlock = block(
  'single',
  {
    attributes: {
      read: string({
        optional: true,
        validators: [duration()],
        description:
          'How long all checks together may take, e.g. `30s` or `1h30m`; a single request may take half of it. Default ' +
          '`10m`, with `30s` for each request.',
      }),
    },
  },
  { description: 'How long the checks may take. When that is up, `ok` is false and `checks` say so.' },
);

export const probeSchema = defineSchema({
  description:
    'Whether a registry can be used from where Terraform runs: name, connection, certificate, login, base content paths, ' +
    'one manifest, and one blob read to its end. A registry that cannot be used is not an error: `ok` is false, for ' +
    '`check` blocks and conditions. Palette itself may see the registry differently: it connects from elsewhere.',
  attributes: {
    endpoint: string({
      required: true,
      description:
        'With `basic`: URL with its scheme (or `ghcr.io/users/…`, `ghcr.io/orgs/…`). With `ecr`: host without scheme.',
    }),
    endpoint_suffix: string({
      optional: true,
      description: 'Path of the registry API below the endpoint, e.g. for JFrog Artifactory. Only with `basic`.',
    }),
    base_content_paths: list(stringType, {
      optional: true,
      validators: [eachElement(baseContentPath())],
      description:
        'Paths to the repositories that hold the charts. Without any, no content is read. With GHCR: the packages, below ' +
        'the user or organization.',
    }),
    ok: bool({ computed: true, description: 'Whether no check failed.' }),
    checks: list(objectType({ name: stringType, ok: boolType, detail: stringType }), {
      computed: true,
      description:
        'What was looked at, in that order. A check that does not apply is `ok` and says that it was skipped; one that was ' +
        'skipped because another failed is not `ok`.',
    }),
    charts: list(objectType({ name: stringType, repository: stringType, versions: listType(stringType) }), {
      computed: true,
      description: 'The Helm charts at or below the base content paths; versions newest first.',
    }),
  },
  blocks: { basic: basicBlock, ecr: ecrBlock, tls: tlsBlock, timeouts: timeoutsBlock },
  rules: [exactlyOneOf('basic', 'ecr')],
});

export type ProbeSchema = typeof probeSchema;
