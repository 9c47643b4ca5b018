/**
 * The real Terraform with our built provider and a stand-in for hashicorp/aws 6.25.0 beside it, without AWS:
 *
 *     const aws = useAws();                                            // once per test file
 *     const folder = await aws.stack((stack) => new EcrAccessPolicy(stack, 'policy', {}));  // synthesized, initialized
 *     await folder.succeed('apply', '-auto-approve');                  // or folder.plan(), plannedActions(), destroy() …
 *     const { policy } = await folder.state(folder.addressOf('aws_iam_policy'));
 *
 * Both take `{ sandbox }` (from `aws.sandbox()`) where the configuration has something of Palette; `aws.folder(hcl)` is the
 * same for HCL. The stand-in plans, applies, reads, deletes; it invents ids and ARNs in AWS's form; it knows what replaces
 * an object by the arguments' names only, and no enumerations. Another type is one line in `types.ts`.
 */
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox';
import type { BuiltProvider } from '../built-provider';
import { PaletteWorld, PROVIDER_FILE, PROVIDER_VERSION } from '../palette-folder';
import { temporaryFolder } from '../temporary-folder';
import { ANY_BLAME, type ProviderFile, TerraformFolder } from '../terraform';
import { buildAwsProvider } from './executable';

export { ACCOUNT_ID } from './account';
export { boundProviderVersion } from './binding-source';
export { buildAwsProvider } from './executable';

export interface AwsFolderOptions {
  /** Whom our provider talks to; without it, it has no connection. */
  readonly sandbox?: Pick<Sandbox, 'url' | 'apiKey'>;
  /** Default us-east-1. */
  readonly region?: string;
}

/** A folder with both providers in its local mirror. */
export class AwsFolder extends TerraformFolder {
  constructor(providers: readonly ProviderFile[], { sandbox, region = 'us-east-1' }: AwsFolderOptions = {}) {
    const connection = sandbox && { PALETTE_HOST: sandbox.url, PALETTE_API_KEY: sandbox.apiKey };
    super(providers, { AWS_REGION: region, ...connection });
    this.blame = ANY_BLAME;
  }

  /** Replaces the configuration by that of a synthesized stack, with all that synthesis put beside it. */
  takeStack(folder: string): this {
    this.write('versions.tf', '');
    cpSync(folder, this.path, { recursive: true });
    const file = join(this.path, 'cdk.tf.json');
    const configuration = JSON.parse(readFileSync(file, 'utf8')) as { terraform: Record<string, unknown> };
    // CDKTF's default backend is a file in the working directory of the synthesis.
    delete configuration.terraform['backend'];
    writeFileSync(file, JSON.stringify(configuration, null, 2));
    return this;
  }

  /** Attributes of every object in state, by address. */
  async objects(): Promise<Readonly<Record<string, Readonly<Record<string, unknown>>>>> {
    const { stdout } = await this.succeed('show', '-json');
    const { values } = JSON.parse(stdout) as {
      values?: {
        root_module: { resources?: readonly { address: string; values: Readonly<Record<string, unknown>> }[] };
      };
    };
    return Object.fromEntries((values?.root_module.resources ?? []).map((object) => [object.address, object.values]));
  }

  /** Address of the only resource of a type in a synthesized stack. */
  addressOf(type: string): string {
    const { resource = {} } = JSON.parse(this.read('cdk.tf.json')) as {
      resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
    const names = Object.keys(resource[type] ?? {});
    if (names.length !== 1) throw new Error(`the stack has ${names.length} resources of type "${type}", not one`);
    return `${type}.${names[0]}`;
  }
}

/** Writes a stack as `cdktf synth` does. An AWS provider block is added where `build` makes none. @returns its folder */
export function synthesizedStack(build: (stack: TerraformStack) => unknown, region = 'us-east-1'): string {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new TerraformStack(app, 'stack');
  build(stack);
  if (!stack.node.findAll().some((node) => node instanceof AwsProvider)) new AwsProvider(stack, 'aws', { region });
  app.synth();
  return join(app.outdir, 'stacks', 'stack');
}

/** Builds the stand-in for a test file, gives each test folders of its own, and takes everything away again. */
export function useAws() {
  let aws: BuiltProvider | undefined;
  const world = new PaletteWorld();
  const folders: AwsFolder[] = [];
  const built = (): ProviderFile => {
    if (aws === undefined) throw new Error('the stand-in for AWS is built before the tests of a file, not earlier');
    return aws;
  };
  beforeAll(() => void (aws = buildAwsProvider()));
  afterEach(async () => {
    for (const folder of folders.splice(0)) folder.remove();
    await world.end();
  });
  afterAll(() => aws?.remove());
  const palette = { source: 'palette-oci/palette', version: PROVIDER_VERSION, file: PROVIDER_FILE };
  const open = (options: AwsFolderOptions) => {
    const folder = new AwsFolder([palette, built()], options);
    folders.push(folder);
    return folder;
  };
  return {
    sandbox: (options?: SandboxOptions) => world.sandbox(options),

    /** An initialized folder with this HCL as its `main.tf`. */
    async folder(hcl: string, options: AwsFolderOptions = {}): Promise<AwsFolder> {
      const folder = open(options).write('main.tf', hcl);
      return (await folder.init()) as AwsFolder;
    },

    /** An initialized folder with what a stack synthesizes to. */
    async stack(build: (stack: TerraformStack) => unknown, options: AwsFolderOptions = {}): Promise<AwsFolder> {
      const folder = open(options).takeStack(synthesizedStack(build, options.region));
      return (await folder.init()) as AwsFolder;
    },

    /** The stand-in itself, for folders of other kinds: `terraformFolder.install(aws.provider)`. */
    get provider(): ProviderFile {
      return built();
    },
  };
}
