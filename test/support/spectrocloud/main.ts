import { attribute, block, defineSchema, failure, type Resource } from '../../../src/bridge/framework';
import { serveProvider } from '../../../src/bridge/serve-provider';

const { string, bool } = attribute;
const text = string({ optional: true, description: 'As in the real one.' });
const flag = bool({ optional: true, description: 'As in the real one.' });

const tlsConfig = { attributes: { certificate: text, insecure_skip_verify: flag } } as const;
const credentials = {
  attributes: {
    credential_type: text,
    access_key: text,
    secret_key: text,
    arn: text,
    external_id: text,
    username: text,
    password: text,
  },
  blocks: { tls_config: block('list', tlsConfig, { description: 'TLS.', maxItems: 1 }) },
} as const;

const schema = defineSchema({
  description: 'The resource that people come from, by its names and types.',
  version: 2,
  attributes: {
    id: string({ computed: true, description: 'Uid.' }),
    name: text,
    type: text,
    is_private: flag,
    is_synchronization: flag,
    endpoint: text,
    endpoint_suffix: text,
    base_content_path: text,
    provider_type: text,
    wait_for_sync: flag,
    wait_for_status_message: text,
  },
  blocks: { credentials: block('list', credentials, { description: 'Credentials.', maxItems: 1 }) },
});

/** A move asks the old provider for its schema at most; whatever else is asked fails the test. */
function neverAsked(): never {
  throw failure('Old Provider Used', 'Something else than the schema was asked of the old provider.');
}

const registry: Resource<typeof schema, never> = {
  schema,
  timeouts: { create: 600_000, update: 600_000, delete: 600_000 },
  create: neverAsked,
  read: neverAsked,
  update: neverAsked,
  delete: neverAsked,
};

/** Stands in for Spectro Cloud's own provider, which people have installed when they move away from it. */
void serveProvider(
  {
    schema: defineSchema({ description: 'Has no arguments here.', attributes: {} }),
    issuesUrl: 'https://spectrocloud.example/issues',
    configure: neverAsked,
    resources: { spectrocloud_registry_oci: registry },
  },
  {
    address: 'registry.terraform.io/spectrocloud/spectrocloud',
    debug: false,
    print: (line) => console.log(line),
  },
);
