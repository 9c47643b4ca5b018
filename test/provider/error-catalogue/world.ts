import { type Diagnostic, pathTo, type ProviderServer, type Value } from '../../../src/bridge/framework';
import { type Environment, paletteProvider } from '../../../src/provider';
import { proposedNew } from '../../support/core-rules';
import { noPrivate, serve } from '../../support/framework-server';
import { HttpAnswers, type ProgrammedAnswer } from '../../support/http-answers';
import { type Body, wholeBody, type Written } from './bodies';
import { type Said } from './error-case';

const REGISTRY = 'palette_oci_registry';

interface Checked {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** One provider in this process, and a Palette that answers as a case wants it. Every method tells what was said. */
export class World {
  readonly server: ProviderServer;
  /** Addresses of this run, and the names that the page shows in their place. */
  readonly names = new Map<string, string>();
  private isConfigured = false;
  private readonly opened: { close(): Promise<unknown> }[] = [];

  private constructor(
    readonly palette: HttpAnswers,
    environment: Environment,
  ) {
    this.server = serve(paletteProvider(environment)).server;
    this.names.set(`127.0.0.1:${palette.port}`, 'palette.example.com');
  }

  static async open(environment: Environment = {}): Promise<World> {
    return new World(await HttpAnswers.start(), environment);
  }

  /** The same Palette, with another environment. */
  within(environment: Environment): World {
    return new World(this.palette, environment);
  }

  /** Something to close at the end, known on the page as `name`. */
  keep<T extends { close(): Promise<unknown>; readonly host?: string }>(thing: T, name?: string): T {
    this.opened.push(thing);
    if (thing.host !== undefined && name !== undefined) this.names.set(thing.host, name);
    return thing;
  }

  async close(): Promise<void> {
    for (const thing of [this.palette, ...this.opened]) await thing.close();
  }

  on(route: string, ...answers: readonly ProgrammedAnswer[]): this {
    this.palette.on(route, ...answers);
    return this;
  }

  /** Validates and configures the provider with exactly these arguments. */
  async configure(written: Written): Promise<readonly Diagnostic[]> {
    this.isConfigured = true;
    const config = wholeBody(this.server.providerSchema.type, written);
    const invalid = (await this.server.validateProvider(config)).list;
    return invalid.length > 0 ? invalid : (await this.server.configure(config, '1.11.4')).list;
  }

  /** Configures the provider for this Palette. */
  async connect(written: Written = {}): Promise<void> {
    await this.configure({ host: this.palette.url, api_key: 'key-1', max_retries: 0, ...written });
  }

  async validate(written: Written, writeOnlyAllowed = true): Promise<readonly Diagnostic[]> {
    return (await this.server.validateResource(REGISTRY, this.body(REGISTRY, written), writeOnlyAllowed)).list;
  }

  async create(written: Written, type = REGISTRY): Promise<readonly Diagnostic[]> {
    return this.apply(type, null, this.body(type, written));
  }

  async update(prior: Written, written: Written): Promise<readonly Diagnostic[]> {
    return this.apply(REGISTRY, this.body(REGISTRY, prior), this.body(REGISTRY, written));
  }

  async destroy(prior: Written): Promise<readonly Diagnostic[]> {
    await this.connectOnce();
    const request = { prior: this.body(REGISTRY, prior), planned: null, config: null, private: noPrivate() };
    return (await this.server.applyResource(REGISTRY, request)).diagnostics.list;
  }

  async refresh(state: Written, type = REGISTRY): Promise<readonly Diagnostic[]> {
    await this.connectOnce();
    const request = { state: this.body(type, state), private: noPrivate() };
    return (await this.server.readResource(type, request)).diagnostics.list;
  }

  async import(id: string, type = REGISTRY): Promise<readonly Diagnostic[]> {
    await this.connectOnce();
    return (await this.server.importResource(type, id)).diagnostics.list;
  }

  async move(fromType: string, schemaVersion: number): Promise<readonly Diagnostic[]> {
    const fromProvider = 'registry.terraform.io/spectrocloud/spectrocloud';
    const request = { fromProvider, fromType, schemaVersion, json: Buffer.from('{}') };
    return (await this.server.moveState(REGISTRY, request)).diagnostics.list;
  }

  async upgrade(version: number, json?: string): Promise<readonly Diagnostic[]> {
    const stored = { version, json: json === undefined ? undefined : Buffer.from(json) };
    return this.server.upgradeState(REGISTRY, stored).diagnostics.list;
  }

  /** Validates and reads a data source. */
  async look(name: string, written: Written): Promise<readonly Diagnostic[]> {
    const config = wholeBody(this.server.dataSource(name).compiled.type, written);
    const invalid = (await this.server.validateDataSource(name, config)).list;
    if (invalid.length > 0) return invalid;
    await this.connectOnce();
    return (await this.server.readDataSource(name, config)).diagnostics.list;
  }

  /** What the checks of a probe found that failed; not those that were skipped after them. */
  async probe(written: Written): Promise<readonly Said[]> {
    const name = 'palette_registry_probe';
    const config = wholeBody(this.server.dataSource(name).compiled.type, written);
    await this.connectOnce();
    const { state, diagnostics } = await this.server.readDataSource(name, config);
    const checks = (state?.['checks'] ?? []) as unknown as readonly Checked[];
    const failed = checks.filter(({ ok, detail }) => !ok && !detail.startsWith('Skipped'));
    const found = failed.map((check) => ({
      severity: 'failed check' as const,
      summary: check.name,
      detail: check.detail,
    }));
    return [...diagnostics.list, ...found];
  }

  /** Terraform gives the title by itself, and points at the argument. */
  async call(name: string, ...args: readonly Value[]): Promise<readonly Said[]> {
    const { parameters, variadic } = this.server.function(name);
    const { error } = await this.server.callFunction(name, args);
    if (error === undefined) return [];
    const parameter = error.argument === undefined ? undefined : (parameters[error.argument] ?? variadic);
    const path = parameter && pathTo(parameter.name);
    return [{ severity: 'error', summary: 'Invalid function argument', detail: error.text, path }];
  }

  private async apply(type: string, prior: Body | null, config: Body): Promise<readonly Diagnostic[]> {
    await this.connectOnce();
    const { schema } = this.server.resource(type).compiled;
    const proposed = proposedNew(schema, prior, config) as Body;
    const plan = await this.server.planResource(type, { prior, proposed, config, private: noPrivate() });
    if (plan.diagnostics.hasErrors) return plan.diagnostics.list;
    const { planned, private: kept } = plan;
    const applied = await this.server.applyResource(type, { prior, planned, config, private: kept });
    return applied.diagnostics.list;
  }

  /** Unless the case did it already, in its own way. */
  private async connectOnce(): Promise<void> {
    if (!this.isConfigured) await this.connect();
  }

  private body(type: string, written: Written): Body {
    return wholeBody(this.server.resource(type).compiled.type, written);
  }
}
