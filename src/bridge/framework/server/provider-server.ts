import type { Value } from '../../values';
import type { DataSource } from '../data-source';
import { Diagnostics } from '../diagnostic';
import type { EphemeralResource } from '../ephemeral-resource';
import type { ProviderFunction } from '../function';
import { OperationStopped } from '../operation';
import type { Provider } from '../provider';
import type { Resource, Timeouts } from '../resource';
import { type CompiledSchema, compileSchema } from '../schema/compiled-schema';
import type { Body } from '../schema/map-body';
import type { Schema } from '../schema/schema';
import type { ConfigOf } from '../schema/views';
import { applyResource, type ApplyAnswer, type ApplyRequest } from './apply-resource';
import { callFunction, type CallAnswer } from './call-function';
import { maskSecrets, type ProcessServices, runOperation, type ServerContext } from './context';
import { closeEphemeral, openEphemeral, renewEphemeral, type OpenAnswer, type RenewAnswer } from './ephemeral';
import { importResource, type ImportAnswer } from './import-resource';
import { moveState, type MoveRequest } from './move-state';
import { planResource, type PlanAnswer, type PlanRequest } from './plan-resource';
import { readDataSource, type ReadDataAnswer } from './read-data-source';
import { readResource, type ReadAnswer } from './read-resource';
import { upgradeState, type UpgradeAnswer } from './upgrade-state';
import { validateBody } from './validate-resource';

/** A schema with the definition that it belongs to. */
export interface Served<D> {
  readonly compiled: CompiledSchema;
  readonly definition: D;
}

/** Serves one provider: every call of the plugin protocol, in the framework's own terms. */
export class ProviderServer<P = unknown> {
  private readonly stopping = new AbortController();
  private readonly context: ServerContext;
  private readonly cache = new Map<string, CompiledSchema>();
  private configured: { readonly data: P } | undefined;

  constructor(
    readonly provider: Provider<Schema, P>,
    services: ProcessServices,
  ) {
    this.context = { ...services, issuesUrl: provider.issuesUrl, stop: this.stopping.signal };
  }

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
    return validateBody(this.context, this.providerSchema, this.provider, this.seen(this.providerSchema, config), true);
  }

  async validateResource(name: string, config: Body, writeOnlyAllowed: boolean): Promise<Diagnostics> {
    const { compiled, definition } = this.resource(name);
    return validateBody(this.context, compiled, definition, this.seen(compiled, config), writeOnlyAllowed);
  }

  async validateDataSource(name: string, config: Body): Promise<Diagnostics> {
    const { compiled, definition } = this.dataSource(name);
    return validateBody(this.context, compiled, definition, this.seen(compiled, config), true);
  }

  async validateEphemeralResource(name: string, config: Body): Promise<Diagnostics> {
    const { compiled, definition } = this.ephemeralResource(name);
    return validateBody(this.context, compiled, definition, this.seen(compiled, config), true);
  }

  async configure(config: Body, terraformVersion: string): Promise<Diagnostics> {
    const diagnostics = new Diagnostics();
    this.seen(this.providerSchema, config);
    await runOperation(this.context, 'was configured', diagnostics, async (operation) => {
      const request = { ...operation, config: config as ConfigOf<Schema>, terraformVersion };
      this.configured = { data: await this.provider.configure(request) };
    });
    return diagnostics;
  }

  upgradeState(name: string, stored: { readonly json: Uint8Array; readonly version: number }): UpgradeAnswer {
    const { compiled, definition } = this.resource(name);
    const answer = upgradeState(compiled, definition, stored);
    maskSecrets(this.context, compiled.schema, answer.state ?? null);
    return answer;
  }

  async moveState(name: string, request: MoveRequest): Promise<UpgradeAnswer> {
    const { compiled, definition } = this.resource(name);
    return moveState(this.context, compiled, definition, request);
  }

  async planResource(name: string, request: PlanRequest): Promise<PlanAnswer> {
    const { compiled, definition } = this.resource(name);
    this.seen(compiled, request.config);
    return planResource(this.context, compiled, definition, this.data, request);
  }

  async applyResource(name: string, request: ApplyRequest): Promise<ApplyAnswer> {
    const { compiled, definition } = this.resource(name);
    this.seen(compiled, request.config);
    return applyResource(this.context, compiled, definition, this.data, request);
  }

  async readResource(name: string, request: Parameters<typeof readResource>[4]): Promise<ReadAnswer> {
    const { compiled, definition } = this.resource(name);
    this.seen(compiled, request.state);
    return readResource(this.context, compiled, definition, this.data, request);
  }

  async importResource(name: string, id: string): Promise<ImportAnswer> {
    const { compiled, definition } = this.resource(name);
    return importResource(this.context, compiled, definition, this.data, id);
  }

  async readDataSource(name: string, config: Body): Promise<ReadDataAnswer> {
    const { compiled, definition } = this.dataSource(name);
    return readDataSource(this.context, compiled, definition, this.data, this.seen(compiled, config));
  }

  async openEphemeral(name: string, config: Body): Promise<OpenAnswer> {
    const { compiled, definition } = this.ephemeralResource(name);
    return openEphemeral(this.context, compiled, definition, this.data, this.seen(compiled, config));
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

  /** Asks all running operations to come to an end. */
  stop(): void {
    this.stopping.abort(new OperationStopped());
  }

  private get data(): P {
    if (!this.configured) throw new Error('Terraform used the provider before it configured it');
    return this.configured.data;
  }

  private seen<B extends Body | null>(compiled: CompiledSchema, body: B): B {
    maskSecrets(this.context, compiled.schema, body);
    return body;
  }

  private compiled(kind: string, name: string, schema: Schema, timeouts?: Timeouts): CompiledSchema {
    const key = `${kind} ${name}`;
    const known = this.cache.get(key) ?? compileSchema(name, schema, timeouts);
    this.cache.set(key, known);
    return known;
  }
}

function find<D>(kind: string, definitions: Readonly<Record<string, D>> | undefined, name: string): D {
  const definition = definitions?.[name];
  if (!definition) throw new Error(`this provider has no ${kind} "${name}"`);
  return definition;
}
