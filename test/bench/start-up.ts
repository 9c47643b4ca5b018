import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { MAGIC_COOKIE } from '../../src/bridge/protocol';
import { createHostCertificate, PluginHost } from '../support/plugin-host';
import { report, timed, timeInTurns } from './statistics';

export interface StartUpBars {
  /** Of `node -e 0`. */
  readonly plain: number;
  readonly withCaFile: number;
}

/**
 * From the start of the provider's process to its answered schema, against the start of nothing but Node.
 */
export async function benchStartUp(
  providerFile: string,
  bars: StartUpBars = { plain: 2.6, withCaFile: 3.2 },
): Promise<boolean> {
  const certificate = await createHostCertificate();
  const schema = (environment: Record<string, string | undefined>) => async () => {
    const start = performance.now();
    const host = await PluginHost.start({
      command: providerFile,
      magicCookie: MAGIC_COOKIE,
      protocolVersions: '5,6',
      certificate,
      environment,
    });
    await host.call('/tfplugin6.Provider/GetProviderSchema', Buffer.alloc(0));
    const ms = performance.now() - start;
    await host.shutdown();
    return ms;
  };
  const node = () => timed(async () => once(spawn(process.execPath, ['-e', '0'], { env: withoutCaFile() }), 'exit'));
  const extra = process.env['NODE_EXTRA_CA_CERTS'] ?? '/etc/ssl/certs/ca-certificates.crt';
  const times = await timeInTurns(20, {
    node,
    plain: schema({ NODE_EXTRA_CA_CERTS: undefined }),
    withCaFile: schema({ NODE_EXTRA_CA_CERTS: extra }),
  });
  const detail = (ms: number) => `${ms.toFixed(1)} ms against ${times.node.toFixed(1)} ms of "node -e 0"`;
  const plain = report('start to answered schema', times.plain / times.node, bars.plain, 'x', detail(times.plain));
  const withFile = report(
    'the same with NODE_EXTRA_CA_CERTS set',
    times.withCaFile / times.node,
    bars.withCaFile,
    'x',
    detail(times.withCaFile),
  );
  return plain && withFile;
}

function withoutCaFile(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_EXTRA_CA_CERTS: undefined };
}
