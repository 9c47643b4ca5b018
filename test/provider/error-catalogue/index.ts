import { AMAZON_ECR } from './amazon-ecr';
import { type ErrorGroup } from './error-case';
import { FUNCTIONS } from './functions';
import { LOOKING_UP } from './looking-up';
import { PALETTE_CONNECTION } from './palette-connection';
import { PROBE } from './probe';
import { PROVIDER_ARGUMENTS } from './provider-arguments';
import { REGISTRY_ARGUMENTS } from './registry-arguments';
import { REGISTRY_CHANGES } from './registry-changes';
import { SYNCHRONIZATION } from './synchronization';

export { type ErrorGroup, type Said } from './error-case';
export { type Produced, produceAll } from './produce';

/** LAW: every way to meet a diagnostic of the provider, by the situation; the texts themselves stand in the docs page. */
export const ERROR_GROUPS: readonly ErrorGroup[] = [
  PROVIDER_ARGUMENTS,
  REGISTRY_ARGUMENTS,
  PALETTE_CONNECTION,
  REGISTRY_CHANGES,
  SYNCHRONIZATION,
  AMAZON_ECR,
  LOOKING_UP,
  FUNCTIONS,
  PROBE,
];
