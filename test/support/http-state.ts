import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A server for Terraform's backend "http", without locks. */
export interface HttpState {
  readonly url: string;
  /** Resolves when a state that matches arrives; it is not stored, and not answered. */
  holdNext(matches: RegExp): Promise<void>;
  /** The state that is stored; empty if there is none. */
  text(): string;
  close(): Promise<void>;
}

export async function startHttpState(): Promise<HttpState> {
  let stored = '';
  let held: { readonly matches: RegExp; readonly reached: () => void } | undefined;
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') return response.writeHead(stored === '' ? 404 : 200).end(stored);
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    if (held?.matches.test(text)) {
      held.reached();
      held = undefined;
      return undefined;
    }
    stored = request.method === 'POST' ? text : '';
    return response.writeHead(200).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/state`,
    holdNext: (matches) => new Promise((resolve) => (held = { matches, reached: resolve })),
    text: () => stored,
    close: async () => {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
}
