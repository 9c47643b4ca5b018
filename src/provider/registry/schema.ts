import { attribute, defineSchema, eachElement, exactlyOneOf, notEmpty, oneOf } from '../../bridge/framework';
import { baseContentPath } from '../base-content-path';
import { basicBlock } from './basic';
import { ecrBlock } from './ecr';
import { tlsBlock } from './tls';

const { string, bool, list, map, stringType } = attribute;

/** Palette refuses a change of the Synchronization toggle after a Helm or Zarf registry was created. */
const SYNCHRONIZATION_IS_FIXED: readonly unknown[] = ['helm', 'zarf'];

/** Arguments are named after the fields of Palette's form "Add OCI Registry". */
export const registrySchema = defineSchema({
  description:
    'An OCI registry in Palette: a Helm (or pack, or Zarf) registry with basic authentication, or an Amazon ECR.',
  attributes: {
    id: string({ computed: true, keepPriorState: true, description: "Palette's uid of the registry." }),
    name: string({
      required: true,
      replace: true,
      validators: [notEmpty()],
      description: 'Name of the registry, unique in the tenant. A change replaces the registry.',
    }),
    provider_type: string({
      default: 'helm',
      replace: true,
      validators: [oneOf('helm', 'pack', 'zarf')],
      description: 'What the registry holds: `helm`, `pack` or `zarf`. A change replaces the registry. Default `helm`.',
    }),
    endpoint: string({
      required: true,
      description:
        'With `basic`: URL with its scheme, e.g. `https://harbor.example.com` (or `ghcr.io/users/…`, `ghcr.io/orgs/…`). With `ecr`: host without scheme, e.g. `123456789012.dkr.ecr.us-east-1.amazonaws.com`.',
    }),
    endpoint_suffix: string({
      optional: true,
      description: 'Path of the registry API below the endpoint, e.g. for JFrog Artifactory. Only with `basic`.',
    }),
    base_content_paths: list(stringType, {
      optional: true,
      validators: [eachElement(baseContentPath())],
      description:
        'Paths to the repositories that hold the charts, e.g. Harbor projects. Required when `synchronization` is on.',
    }),
    synchronization: bool({
      default: true,
      replace: ({ planned }) => SYNCHRONIZATION_IS_FIXED.includes(planned['provider_type']),
      description:
        'Whether Palette reads the charts, so that profiles can search them. A change replaces a `helm` or `zarf` registry, because Palette fixes it at creation. Default `true`.',
    }),
    labels: map(stringType, {
      optional: true,
      description: 'Labels of the registry in Palette. Labels that others set are kept.',
    }),
    validate: bool({
      default: true,
      local: true,
      description: 'Whether Palette must reach the registry before it is created or updated. Default `true`.',
    }),
    wait_for_sync: bool({
      default: true,
      local: true,
      description:
        'Whether to wait for the synchronization that a create or update starts. No meaning when `synchronization` is off. Default `true`.',
    }),
    sync_status: string({ computed: true, description: "Palette's word for the state of the last synchronization." }),
    sync_message: string({ computed: true, description: "Palette's message about the last synchronization." }),
  },
  blocks: { basic: basicBlock, ecr: ecrBlock, tls: tlsBlock },
  rules: [exactlyOneOf('basic', 'ecr')],
});

export type RegistrySchema = typeof registrySchema;
