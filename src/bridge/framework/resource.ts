import type { Path } from '../values';
import type { Operation } from './operation';
import type { PrivateState } from './private-state';
import type { Schema } from './schema/schema';
import type { ConfigOf, KnownConfigOf, PlanOf, PriorStateOf, ProposedOf, StateOf } from './schema/views';

/** A managed resource: everything an author writes for it stands in one such object. `P` is what `configure` made. */
export interface Resource<S extends Schema, P> {
  readonly schema: S;
  /** Default timeouts in milliseconds; each one named becomes an argument of a `timeouts` block. */
  readonly timeouts?: Timeouts;
  /** Rules that attributes and relations cannot express. Any value may be unknown. */
  validate?(request: ValidateRequest<S>): void | Promise<void>;
  /** Last word on a plan to create or update: may set computed values that are known early, or demand replacement. */
  modifyPlan?(request: ModifyPlanRequest<S>, provider: P): void | Promise<void>;
  create(request: CreateRequest<S>, provider: P): Promise<StateOf<S>>;
  /** What is really there now; null when it is gone. */
  read(request: ReadRequest<S>, provider: P): Promise<StateOf<S> | null>;
  /** Left out where every argument demands replacement. */
  update?(request: UpdateRequest<S>, provider: P): Promise<StateOf<S>>;
  /** Must succeed when the object is gone already. */
  delete(request: DeleteRequest<S>, provider: P): Promise<void>;
  /** Turns an import ID into as much state as `read` needs; what is left out becomes null. */
  import?(request: ImportRequest, provider: P): Promise<Partial<StateOf<S>>>;
  /** By old schema version: turns state of that version (plain JSON, exact numbers) into state of the current one. */
  readonly upgrades?: Readonly<Record<number, (state: JsonObject) => JsonObject>>;
  /** Other resources whose state a `moved` block may turn into this one. */
  readonly moves?: readonly Move[];
}

export interface Timeouts {
  readonly create?: number;
  readonly read?: number;
  readonly update?: number;
  readonly delete?: number;
}

export interface ValidateRequest<S extends Schema> extends Operation {
  readonly config: ConfigOf<S>;
}

export interface ModifyPlanRequest<S extends Schema> extends Operation {
  readonly config: ConfigOf<S>;
  /** Null when the object is to be created. */
  readonly prior: StateOf<S> | null;
  /** The plan so far; properties may be replaced. */
  readonly planned: { -readonly [K in keyof ProposedOf<S>]: ProposedOf<S>[K] };
  readonly private: PrivateState;
  /** Whether a write-only value differs from the one that was applied last, or may: it is not known yet. */
  readonly secretsChanged: boolean;
  /** Paths of write-only values that are null here only because lifecycle `ignore_changes` names them. */
  readonly ignoredSecrets: readonly string[];
  requireReplacement(path: Path): void;
}

interface Keeper<S extends Schema> {
  readonly private: PrivateState;
  /**
   * Keeps a half-done object: stored (and marked as tainted after a create) if the operation fails from here on.
   * Without it an object that was created before the failure would be lost. Write-only values count as applied then.
   */
  saveState(state: StateOf<S>): void;
}

export interface CreateRequest<S extends Schema> extends Operation, Keeper<S> {
  /** What the person wrote, but for changes that lifecycle `ignore_changes` names: those are as planned. */
  readonly config: KnownConfigOf<S>;
  readonly plan: PlanOf<S>;
}

export interface UpdateRequest<S extends Schema> extends CreateRequest<S> {
  readonly prior: StateOf<S>;
  /** Whether a write-only value differs from the one that was applied last. */
  readonly secretsChanged: boolean;
}

export interface ReadRequest<S extends Schema> extends Operation {
  readonly state: PriorStateOf<S>;
  readonly private: PrivateState;
}

export interface DeleteRequest<S extends Schema> extends Operation {
  readonly state: StateOf<S>;
  readonly private: PrivateState;
}

export interface ImportRequest extends Operation {
  readonly id: string;
  readonly private: PrivateState;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** One source of a `moved` block. */
export interface Move {
  /** E.g. `registry.terraform.io/hashicorp/null`; the host may differ behind a mirror, so match its end. */
  readonly fromProvider: RegExp;
  readonly fromType: string;
  /** State (plain JSON, exact numbers) of this resource's current version. */
  move(source: { readonly state: JsonObject; readonly schemaVersion: number }): JsonObject;
}
