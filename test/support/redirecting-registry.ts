import { type ServerOptions } from 'node:https';
import { type DockerRegistry } from './docker-registry';
import { type OddServer, startOddServer } from './odd-server';

/**
 * A real registry behind a front that keeps blobs elsewhere, as Amazon ECR does: `locate` makes a URL of the path of a
 * blob. Both are plain HTTP unless `tls` is given, which is the front's.
 */
export function startRedirectingRegistry(
  registry: DockerRegistry,
  locate: (path: string) => string,
  tls?: ServerOptions,
): Promise<OddServer> {
  return startOddServer((request, response) => {
    const path = request.url ?? '';
    void fetch(`${registry.endpoint}${path}`, { headers: headersOf(request.headers) }).then(async (answer) => {
      const body = Buffer.from(await answer.arrayBuffer());
      if (answer.status === 200 && path.includes('/blobs/')) {
        response.writeHead(307, { location: locate(path) }).end();
        return;
      }
      const kept = ['content-type', 'docker-content-digest', 'www-authenticate', 'link'];
      const headers = kept.flatMap((name) => [answer.headers.get(name) ?? []].flat().map((value) => [name, value]));
      response.writeHead(answer.status, Object.fromEntries(headers)).end(body);
    });
  }, tls);
}

/** Where such a registry keeps its blobs: it asks nobody who he is. `authorization` is how it reads them itself. */
export function startBlobStore(
  registry: DockerRegistry,
  authorization: string | undefined,
  tls?: ServerOptions,
): Promise<OddServer> {
  return startOddServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    void fetch(`${registry.endpoint}${path}`, { headers: headersOf({ authorization }) }).then(async (answer) => {
      response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
    });
  }, tls);
}

function headersOf({ authorization, accept }: { authorization?: string; accept?: string }): Record<string, string> {
  return { ...(authorization && { authorization }), ...(accept && { accept }) };
}
