import { basicRegistryShape, basicSpecShape, ecrRegistryShape, ecrSpecShape } from './body-shapes';
import { invalidBody, syncSettingIsCreateOnly } from './error-answers';
import { type RegistryRecord, SCOPE } from './registry-record';
import { type Shape, isPlainObject, knownPart, shapeProblems } from './shape';
import {
  type BasicOciRegistrySpec,
  type EcrRegistrySpec,
  type ObjectMeta,
  type OciRegistryBody,
  type OciRegistrySpec,
  type TlsConfiguration,
} from './wire';

/** A registry body that passed every rule. */
export interface CheckedRegistry<Spec> {
  readonly kind?: string;
  readonly metadata: ObjectMeta & { readonly name: string };
  readonly spec: Spec;
}

export function checkBasicRegistry(body: unknown): CheckedRegistry<BasicOciRegistrySpec> {
  const registry = readBody<OciRegistryBody<BasicOciRegistrySpec>>(basicRegistryShape, body);
  return checkRegistry(registry, completeBasicSpec);
}

export function checkEcrRegistry(body: unknown): CheckedRegistry<EcrRegistrySpec> {
  const registry = readBody<OciRegistryBody<EcrRegistrySpec>>(ecrRegistryShape, body);
  return checkRegistry(registry, completeEcrSpec);
}

/** The body of a validate call: the spec alone. */
export function checkBasicSpec(body: unknown): BasicOciRegistrySpec {
  return checkSpec(completeBasicSpec(readBody<BasicOciRegistrySpec>(basicSpecShape, body)), '');
}

export function checkEcrSpec(body: unknown): EcrRegistrySpec {
  return checkSpec(completeEcrSpec(readBody<EcrRegistrySpec>(ecrSpecShape, body)), '');
}

/** Palette's toggle exists at creation only, for helm and zarf (400 since 4.10, silently ignored before). */
export function refuseSyncSettingChange(record: RegistryRecord, spec: { readonly isSyncSupported?: boolean }): void {
  const changes = (record.spec.isSyncSupported === true) !== (spec.isSyncSupported === true);
  if (changes && record.spec.providerType !== 'pack') throw syncSettingIsCreateOnly();
}

/** Generic API text: a name cannot be updated. What Palette answers is unverified. */
export function refuseRename(record: RegistryRecord, name: string): void {
  if (name === record.name) return;
  throw invalidBody([`metadata.name cannot be changed from "${record.name}" to "${name}"`]);
}

/** Reads a body of this shape. Throws ApiError 400 that lists every problem. */
export function readBody<T>(shape: Shape, body: unknown): T {
  if (!isPlainObject(body)) throw invalidBody(['body in body must be of type object']);
  const problems = shapeProblems(shape, body, '');
  if (problems.length > 0) throw invalidBody(problems);
  // The table is the run-time twin of T: shapeProblems has just proved that the body fits it.
  return knownPart(shape, body) as T;
}

function checkRegistry<Spec extends OciRegistrySpec>(
  registry: OciRegistryBody<Spec>,
  complete: (spec: Spec) => Spec,
): CheckedRegistry<Spec> {
  const name = registry.metadata?.name ?? '';
  if (name.trim() === '') throw invalidBody(['metadata.name in body should not be empty']);
  if (registry.spec === undefined) throw invalidBody(['spec in body is required']);
  const spec = checkSpec(complete(registry.spec), 'spec.');
  return { kind: registry.kind, metadata: { ...registry.metadata, name }, spec };
}

function checkSpec<Spec extends OciRegistrySpec>(spec: Spec, prefix: string): Spec {
  const problems: string[] = [];
  if (spec.endpoint.trim() === '') problems.push(`${prefix}endpoint in body should not be empty`);
  if (spec.isSyncSupported && !spec.baseContentPath) {
    problems.push(`${prefix}baseContentPath in body is required when ${prefix}isSyncSupported is true`);
  }
  if (spec.providerType === 'pack' && !spec.isSyncSupported) {
    problems.push(`${prefix}isSyncSupported in body must be true for ${prefix}providerType "pack"`);
  }
  if (problems.length > 0) throw invalidBody(problems);
  return spec;
}

/** What the server adds by itself: defaults, its own scope, and an all-zero TLS object where the client sent none. */
function completeBasicSpec(spec: BasicOciRegistrySpec): BasicOciRegistrySpec {
  const auth = { ...spec.auth, tls: { ...noTls(), ...spec.auth.tls } };
  return { ...spec, ...serverFields(spec), auth };
}

function completeEcrSpec(spec: EcrRegistrySpec): EcrRegistrySpec {
  return { ...spec, ...serverFields(spec), tls: { ...noTls(), ...spec.tls } };
}

function serverFields(
  spec: OciRegistrySpec,
): Pick<OciRegistrySpec, 'providerType' | 'containsSpectroManifest' | 'scope'> {
  return {
    providerType: spec.providerType ?? 'helm',
    containsSpectroManifest: spec.containsSpectroManifest ?? false,
    scope: SCOPE,
  };
}

function noTls(): TlsConfiguration {
  return { enabled: false, insecureSkipVerify: false };
}
