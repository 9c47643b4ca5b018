import { createPrivateKey, randomUUID, sign, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { type Certificate } from './certificates';
import { basicAuthorization } from './push-chart';

export interface TokenServer {
  readonly realm: string;
  readonly service: string;
  readonly issuer: string;
  /** The scope of each request, in order; "" for none, with "(anonymous)" when nobody logged in. */
  readonly asked: string[];
  /** A token with everything in one scope: "repository:a/b:pull,push". */
  issue(scope: string): string;
  close(): Promise<void>;
}

export interface TokenServerWishes {
  /** For TLS and for signing; the registry must trust its issuer. */
  readonly identity: Certificate;
  readonly username: string;
  readonly password: string;
  /** What the user may not do, as a type: "registry" for the catalog. */
  readonly denied?: string;
  /** Repositories that begin like this may be pulled by anyone. */
  readonly publicPrefix?: string;
  readonly lifetimeSeconds?: number;
}

const SERVICE = 'test-registry';
const ISSUER = 'test-issuer';

/** Docker's token server: basic authentication in, a signed JWT with the granted access out (Harbor's and Docker Hub's way). */
export async function startTokenServer(wishes: TokenServerWishes): Promise<TokenServer> {
  const asked: string[] = [];
  const { certificate, key } = wishes.identity;
  const server = createServer({ cert: certificate, key }, (request, response) =>
    answer(wishes, asked, request, response),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    realm: `https://127.0.0.1:${port}/token`,
    service: SERVICE,
    issuer: ISSUER,
    asked,
    issue: (scope) => {
      const access = [grant({ ...wishes, denied: undefined }, scope, true)];
      return signToken(wishes.identity, { aud: SERVICE, access }, wishes.lifetimeSeconds ?? 300);
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(wishes: TokenServerWishes, asked: string[], request: IncomingMessage, response: ServerResponse): void {
  const { searchParams } = new URL(request.url ?? '', 'https://token');
  const scopes = searchParams.getAll('scope');
  const { authorization } = request.headers;
  asked.push(`${scopes.join(' ')}${authorization === undefined ? ' (anonymous)' : ''}`.trim());
  if (authorization !== undefined && authorization !== basicAuthorization(wishes.username, wishes.password)) {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end('{"errors":[{"code":"UNAUTHORIZED","message":"incorrect username or password"}]}');
    return;
  }
  const access = scopes.map((scope) => grant(wishes, scope, authorization !== undefined));
  const lifetime = wishes.lifetimeSeconds ?? 300;
  const token = signToken(wishes.identity, { aud: searchParams.get('service'), access }, lifetime);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ token, expires_in: lifetime }));
}

function grant(wishes: TokenServerWishes, scope: string, isUser: boolean): object {
  const [, type = '', name = '', actions = ''] = /^([^:]+):(.+):([^:]+)$/.exec(scope) ?? [];
  const isPublic = wishes.publicPrefix !== undefined && name.startsWith(wishes.publicPrefix);
  const isGranted = isUser ? type !== wishes.denied : isPublic && actions === 'pull';
  return { type, name, actions: isGranted ? actions.split(',') : [] };
}

function signToken({ certificate, key }: Certificate, claims: object, lifetimeSeconds: number): string {
  const now = Math.floor(Date.now() / 1000);
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const header = { typ: 'JWT', alg: 'ES256', x5c: [new X509Certificate(certificate).raw.toString('base64')] };
  const times = { exp: now + lifetimeSeconds, nbf: now - 10, iat: now };
  const payload = `${encode(header)}.${encode({ iss: ISSUER, sub: 'test', jti: randomUUID(), ...times, ...claims })}`;
  const signature = sign('sha256', Buffer.from(payload), {
    key: createPrivateKey(key),
    dsaEncoding: 'ieee-p1363',
  });
  return `${payload}.${signature.toString('base64url')}`;
}
