/**
 * LAW: what a provider author writes, and every decision about plan, apply, read, import, move. No protobuf, no HTTP.
 */
export type { DataSource, ReadDataRequest } from './data-source';
export { type Diagnostic, Diagnostics, DiagnosticsError, failure, pathTo } from './diagnostic';
export { duration, parseDuration } from './duration';
export type { EphemeralResource, KeptRequest, Opened, OpenRequest, Renewed } from './ephemeral-resource';
export { defineFunction, FunctionError, type Parameter, type ProviderFunction } from './function';
export { type Log, type Operation, OperationStopped, OperationTimeout } from './operation';
export { PrivateState } from './private-state';
export type { ConfigureRequest, Provider } from './provider';
export type {
  CreateRequest,
  DeleteRequest,
  ImportRequest,
  JsonObject,
  ModifyPlanRequest,
  Move,
  ReadRequest,
  Resource,
  Timeouts,
  UpdateRequest,
  ValidateRequest,
} from './resource';
export { atMostOneOf, exactlyOneOf, requires, type Rule } from './rule';
export * as attribute from './schema/attribute';
export type { Attribute, AttributeMode, Attributes, ElementType, NestedAttributes, Nesting } from './schema/attribute';
export { block, type Block, type Blocks, type SchemaShape } from './schema/block';
export type { CompiledSchema } from './schema/compiled-schema';
export { defineSchema, type Schema } from './schema/schema';
export type { ConfigOf, KnownConfigOf, PlanOf, PriorStateOf, ProposedOf, StateOf, Unknowable } from './schema/views';
export type { ProcessServices } from './server/context';
export { ProviderServer } from './server/provider-server';
export { eachElement, notEmpty, oneOf, type Validator, validator, wholeNumberBetween } from './validator';
/** The values that authors meet: what is not known yet, exact numbers, and paths for diagnostics. */
export { Dynamic, ExactNumber, isUnknown, Path, UNKNOWN, type Unknown, type Value } from '../values';
