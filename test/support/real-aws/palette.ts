import { buildSync } from 'esbuild';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type AwsKey } from '../aws-moto';
import { takeAccessKey } from './moto-doors';
import { type RealAws, policy } from '.';

/** Palette's stand-in in the namespace of an AWS, with an account of its own there, from which it assumes roles. */
export interface PaletteHere {
  /** Reachable in the namespace only. */
  readonly url: string;
  readonly apiKey: string;
  readonly accountId: string;
  /** Of the tenant. */
  readonly externalId: string;
  /** Names of all registries, Palette's own among them. */
  registries(): Promise<readonly string[]>;
  /** The process ends with its namespace. */
  remove(): void;
}

interface Summary {
  readonly metadata: { readonly name: string };
}

const IDENTITY: AwsKey = { accessKeyId: 'AKIAPALETTE000000000', secretAccessKey: "Palette's own secret" };

export async function startPalette(aws: RealAws): Promise<PaletteHere> {
  const folder = mkdtempSync(join(tmpdir(), 'palette-here-'));
  const program = join(folder, 'sandbox.js');
  const entryPoints = [join(__dirname, 'sandbox-process.ts')];
  buildSync({ entryPoints, outfile: program, bundle: true, platform: 'node', target: 'node20', logLevel: 'silent' });
  const options = JSON.stringify({ awsCredentials: IDENTITY, rateLimit: false });
  const env = aws.clientEnvironment({ SANDBOX_OPTIONS: options, NODE_NO_WARNINGS: '1' });
  const child = aws.namespace.start(process.execPath, [program], env);
  if (child.stdout === null) throw new Error('the sandbox was started without a pipe');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url, apiKey } = JSON.parse(line) as { url: string; apiKey: string };
  const get = async <T>(path: string): Promise<T> => {
    const { stdout } = await aws.namespace.run('curl', ['-sf', '-H', `ApiKey: ${apiKey}`, url + path]);
    return JSON.parse(stdout) as T;
  };
  const { accountId, externalId } =
    await get<Pick<PaletteHere, 'accountId' | 'externalId'>>('/v1/clouds/aws/account/sts');
  const assumer = policy(['sts:AssumeRole'], '*');
  await takeAccessKey(aws.moto, { account: accountId, userName: 'palette', policy: assumer, ...IDENTITY });
  return {
    ...{ url, apiKey, accountId, externalId },
    registries: async () => {
      const { items } = await get<{ items: readonly Summary[] }>('/v1/registries/oci/summary');
      return items.map(({ metadata }) => metadata.name);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
