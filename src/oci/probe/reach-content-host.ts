import { placeOfRegion, starportOf } from '../../aws';
import { Connection } from '../connection';
import { type OciRegistryOptions } from '../options';
import { type Finding } from './check-list';

const LIMIT_BYTES = 1 << 20;

/** Where a private ECR keeps its content, where AWS documents that; dual-stack registries use a host of their own. */
export function contentHostOf(endpoint: string, region: string): string | undefined {
  const place = placeOfRegion(region);
  if ('problem' in place || new URL(endpoint).host.includes('.dkr-ecr')) return undefined;
  const { host, documented } = starportOf(place);
  return documented ? host : undefined;
}

/** Without a login no blob can be read, but that its host answers at all can be seen. */
export async function reachContentHost(
  host: string,
  options: Omit<OciRegistryOptions, 'credentials'> & { readonly timeoutMs: number },
  signal: AbortSignal,
): Promise<Finding<undefined>> {
  const { tls = {}, timeoutMs, extraRootsFile, environment } = options;
  const connection = new Connection({ tls, timeoutMs, extraRootsFile, environment });
  try {
    const request = { headers: {}, limitBytes: LIMIT_BYTES, role: 'content server', signal };
    const { status } = await connection.get(new URL(`https://${host}/`), request);
    const detail = `Not read, as that needs a login. But "${host}", where Amazon ECR keeps content, can be reached (${status}).`;
    return { detail, found: undefined };
  } finally {
    await connection.close();
  }
}
