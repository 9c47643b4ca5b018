import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type Server } from 'node:net';
import { type Certificate } from '../certificates';
import { answerEcr, answerSts, upstreamOf } from './api-door';
import { permits } from './moto-doors';
import { answerRegistry, type RegistryDoor } from './registry-door';
import { type Answer, jsonAnswer, type Question, read, relay, write } from './relay';

/** A request that came in at the front. */
export interface Seen {
  readonly host: string;
  readonly request: string;
  readonly status: number;
  /** Of the request. */
  readonly authorization?: string;
  readonly location?: string;
}

/** Stands where AWS's front doors are: HTTPS under all their names, and behind it moto and docker-registry. */
export class Front {
  /** In the order in which they were answered. */
  readonly seen: Seen[] = [];
  /** Policy of the S3 gateway endpoint through which all but this machine itself come. @default - lets all through */
  gatewayPolicy: string | undefined;
  private readonly server: HttpServer;

  constructor(
    private readonly door: RegistryDoor,
    { certificate, key }: Certificate,
  ) {
    this.server = createTlsServer({ cert: certificate, key }, (request, response) => {
      const isLocal = request.socket.remoteAddress === '127.0.0.1';
      read(request)
        .then((question) => this.answer(question, isLocal))
        .then(
          (answer) => write(response, answer),
          (error: unknown) => write(response, jsonAnswer(500, { error: String(error) })),
        );
    });
  }

  /** Takes the connections of a socket that listens already. */
  serve(listening: Server): this {
    listening.on('connection', (socket) => this.server.emit('connection', socket));
    return this;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(question: Question, isLocal: boolean): Promise<Answer> {
    const { headers, method, path } = question;
    const host = headers.host ?? '';
    const answer = await this.answerAs(host, question, isLocal);
    const { authorization } = headers;
    const { location } = answer.headers;
    // The registry's own requests to its bucket are not what went through the front.
    if (!(isStore(host) && authorization?.startsWith('AWS4-HMAC'))) {
      const request = `${method} ${path.split('?')[0]}`;
      this.seen.push({ host, request, status: answer.status, authorization, location });
    }
    return answer;
  }

  private async answerAs(host: string, question: Question, isLocal: boolean): Promise<Answer> {
    const { moto, s3, tokens } = this.door;
    if (host.includes('.dkr.ecr.')) return answerRegistry(this.door, question);
    if (host.startsWith('api.ecr.')) return answerEcr(moto, tokens, question);
    if (host.startsWith('sts.')) return answerSts(moto, question);
    if (!isStore(host)) return { status: 200, headers: {}, body: Buffer.from(`This is ${host}.\n`) };
    const mayPass = isLocal || this.gatewayPolicy === undefined || (await this.gatewayPermits(host, question));
    return mayPass ? relay(upstreamOf(s3), question) : ACCESS_DENIED;
  }

  private async gatewayPermits(host: string, { method, path }: Question): Promise<boolean> {
    const object = new URL(path, 'https://s3').pathname;
    const action = object === '/' ? 's3:ListBucket' : method === 'PUT' ? 's3:PutObject' : 's3:GetObject';
    const resource = `arn:aws:s3:::${host.split('.')[0]}${object === '/' ? '' : object}`;
    return (await permits(this.door.moto, { document: this.gatewayPolicy ?? '' }, action, resource)).permitted;
  }
}

const ACCESS_DENIED: Answer = {
  status: 403,
  headers: { 'content-type': 'application/xml' },
  body: Buffer.from('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'),
};

function isStore(host: string): boolean {
  return host.includes('.s3.');
}

/** Plain HTTP to the registry behind, past tokens and policies: how charts came there is not the question. */
export function storeDoor(door: RegistryDoor): HttpServer {
  return createServer((request, response) => {
    read(request)
      .then((question) => relay(door.registry, question))
      .then(
        (answer) => write(response, answer),
        () => response.destroy(),
      );
  });
}
