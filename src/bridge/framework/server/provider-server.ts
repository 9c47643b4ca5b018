import type { Value } from '../../values';
import type { DataSource } from '../data-source';
import { Diagnostics } from '../diagnostic';
import type { EphemeralResource } from '../ephemeral-resource';
import type { ProviderFunction } from '../function';
import { createStop, OperationStopped } from '../operation';
import type { Provider } from '../provider';
import type { Resource, Timeouts } from '../resource';
import type { SchemaKind } from '../schema/check-schema';
import { type CompiledSchema, compileSchema } from '../schema/compiled-schema';
import type { Body } from '../schema/body';
import { placeOf } from '../schema/place';
import type { Schema } from '../schema/schema';
import type { ConfigOf } from '../schema/views';
import { applyResource, type ApplyAnswer, type ApplyRequest } from './apply-resource';
import { callFunction, type CallAnswer } from './call-function';
import { type ProcessServices, runOperation, type ServerContext } from './context';
import { withDefaults } from './defaults';
import { closeEphemeral, openEphemeral, renewEphemeral, type OpenAnswer, type RenewAnswer } from './ephemeral';
import { ValidatedConfigs } from './ignored-changes';
import { importResource, type ImportAnswer } from './import-resource';
import { maskSecrets } from './mask-secrets';
import { moveState, type MoveRequest } from './move-state';
import { planResource, type PlanAnswer, type PlanRequest } from './plan-resource';
import { readDataSource, type ReadDataAnswer } from './read-data-source';
import { readResource, type ReadAnswer } from './read-resource';
import { type StoredState, upgradeState, type UpgradeAnswer } from './upgrade-state';
import { validateBody } from './validate-resource';

/** A schema with the definition that it belongs to. */
export interface Served<D> {
  readonly compiled: CompiledSchema;
  readonly definition: D;
}

/** Serves one provider: every call of the plugin protocol, in the framework's own terms. */
export class ProviderServer<P = unknown> {
  private stopping = createStop();
  private readonly cache = new Map<string, CompiledSchema>();
  private readonly validated = new ValidatedConfigs();
  private configured: { readonly data: P } | undefined;

  constructor(
    readonly provider: Provider<Schema, P>,
    private readonly services: ProcessServices,
  ) {}

  get providerSchema(): CompiledSchema {
    return this.compiled('provider', 'provider', this.provider.schema);
  }

  resource(name: string): Served<Resource<Schema, P>> {
    const definition = find('resource', this.provider.resources, name);
    return { compiled: this.compiled('resource', name, definition.schema, definition.timeouts), definition };
  }

  dataSource(name: string): Served<DataSource<Schema, P>> {
    const definition = find('data source', this.provider.dataSources, name);
    return { compiled: this.compiled('data source', name, definition.schema), definition };
  }

  ephemeralResource(name: string): Served<EphemeralResource<Schema, P>> {
    const definition = find('ephemeral resource', this.provider.ephemeralResources, name);
    return { compiled: this.compiled('ephemeral resource', name, definition.schema), definition };
  }

  function(name: string): ProviderFunction {
    return find('function', this.provider.functions, name);
  }

  async validateProvider(config: Body): Promise<Diagnostics> {
    return this.validate(this.providerSchema, this.provider, config, true);
  }

  async validateResource(name: string, config: Body, writeOnlyAllowed: boolean): Promise<Diagnostics> {
    const { compiled, definition } = this.resource(name);
    this.validated.note(compiled, config);
    return this.validate(compiled, definition, config, writeOnlyAllowed);
  }

  async validateDataSource(name: string, config: Body): Promise<Diagnostics> {
    const { compiled, definition } = this.dataSource(name);
    return this.validate(compiled, definition, config, true);
  }

  async validateEphemeralResource(name: string, config: Body): Promise<Diagnostics> {
    const { compiled, definition } = this.ephemeralResource(name);
    return this.validate(compiled, definition, config, true);
  }

  private async validate(
    compiled: CompiledSchema,
    author: Parameters<typeof validateBody>[2],
    config: Body,
    writeOnlyAllowed: boolean,
  ): Promise<Diagnostics> {
    this.seen(compiled, config);
    return this.placed(compiled, await validateBody(this.context, compiled, author, config, writeOnlyAllowed));
  }

  async configure(config: Body, terraformVersion: string): Promise<Diagnostics> {
    const diagnostics = new Diagnostics();
    const settled = withDefaults(this.providerSchema.schema, this.seen(this.providerSchema, config));
    await runOperation(this.context, 'was configured', diagnostics, async (operation) => {
      const request = { ...operation, config: settled as ConfigOf<Schema>, terraformVersion };
      this.configured = { data: await this.provider.configure(request) };
    });
    return this.placed(this.providerSchema, diagnostics);
  }

  upgradeState(name: string, stored: StoredState): UpgradeAnswer {
    const { compiled, definition } = this.resource(name);
    return this.shown(compiled, upgradeState(this.context, compiled, definition, stored));
  }

  async moveState(name: string, request: MoveRequest): Promise<UpgradeAnswer> {
    const { compiled, definition } = this.resource(name);
    return this.shown(compiled, await moveState(this.context, compiled, definition, request));
  }

  async planResource(name: string, request: PlanRequest): Promise<PlanAnswer> {
    const { compiled, definition } = this.resource(name);
    this.seen(compiled, request.config, request.prior);
    const answer = await planResource(this.context, compiled, definition, this.data, request, this.validated);
    return this.shown(compiled, answer);
  }

  async applyResource(name: string, request: ApplyRequest): Promise<ApplyAnswer> {
    const { compiled, definition } = this.resource(name);
    this.seen(compiled, request.config, request.prior);
    return this.shown(compiled, await applyResource(this.context, compiled, definition, this.data, request));
  }

  async readResource(name: string, request: Parameters<typeof readResource>[4]): Promise<ReadAnswer> {
    const { compiled, definition } = this.resource(name);
    this.seen(compiled, request.state);
    return this.shown(compiled, await readResource(this.context, compiled, definition, this.data, request));
  }

  async importResource(name: string, id: string): Promise<ImportAnswer> {
    const { compiled, definition } = this.resource(name);
    return this.shown(compiled, await importResource(this.context, compiled, definition, this.data, id));
  }

  async readDataSource(name: string, config: Body): Promise<ReadDataAnswer> {
    const { compiled, definition } = this.dataSource(name);
    this.seen(compiled, config);
    return this.shown(compiled, await readDataSource(this.context, compiled, definition, this.data, config));
  }

  async openEphemeral(name: string, config: Body): Promise<OpenAnswer> {
    const { compiled, definition } = this.ephemeralResource(name);
    this.seen(compiled, config);
    return this.shown(compiled, await openEphemeral(this.context, compiled, definition, this.data, config));
  }

  async renewEphemeral(name: string, kept: Uint8Array): Promise<RenewAnswer> {
    const { compiled, definition } = this.ephemeralResource(name);
    return renewEphemeral(this.context, compiled, definition, this.data, kept);
  }

  async closeEphemeral(name: string, kept: Uint8Array): Promise<Diagnostics> {
    const { compiled, definition } = this.ephemeralResource(name);
    return closeEphemeral(this.context, compiled, definition, this.data, kept);
  }

  async callFunction(name: string, args: readonly Value[]): Promise<CallAnswer> {
    return callFunction(this.context, name, this.function(name), args);
  }

  /** Asks all running operations to come to an end. Later ones, of another command in a debugger's process, may run. */
  stop(): void {
    this.stopping.abort(new OperationStopped());
    this.stopping = createStop();
  }

  private get context(): ServerContext {
    return { ...this.services, issuesUrl: this.provider.issuesUrl, stop: this.stopping.signal };
  }

  private get data(): P {
    if (!this.configured) throw new Error('Terraform used the provider before it configured it');
    return this.configured.data;
  }

  /** Notes the secrets of what Terraform sent. */
  private seen<B extends Body | null>(compiled: CompiledSchema, body: B, ...others: readonly (Body | null)[]): B {
    for (const each of [body, ...others]) maskSecrets(this.services, compiled.schema, each);
    return body;
  }

  /** Notes the secrets of what the author found, and lets diagnostics point where Terraform can look. */
  private shown<A extends Shown>(compiled: CompiledSchema, answer: A): A {
    maskSecrets(this.services, compiled.schema, answer.state ?? null);
    return { ...answer, diagnostics: this.placed(compiled, answer.diagnostics) };
  }

  private placed(compiled: CompiledSchema, diagnostics: Diagnostics): Diagnostics {
    return diagnostics.withPaths((path) => placeOf(compiled.schema, path));
  }

  private compiled(kind: SchemaKind, name: string, schema: Schema, timeouts?: Timeouts): CompiledSchema {
    const key = `${kind} ${name}`;
    const known = this.cache.get(key) ?? compileSchema(kind, name, schema, timeouts);
    this.cache.set(key, known);
    return known;
  }
}

interface Shown {
  readonly state?: Body | null;
  readonly diagnostics: Diagnostics;
}

function find<D>(kind: string, definitions: Readonly<Record<string, D>> | undefined, name: string): D {
  const definition = definitions?.[name];
  if (!definition) throw new Error(`this provider has no ${kind} "${name}"`);
  return definition;
}
