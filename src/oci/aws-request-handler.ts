import { Readable } from 'node:stream';
import { Connection, type ConnectionOptions } from './connection';
import { type CallOptions } from './options';

export interface AwsRequestOptions extends Omit<ConnectionOptions, 'tls'>, CallOptions {
  /** What AWS's host is called in errors: "ECR API". */
  readonly role: string;
}

/** What is used here of the SDK's request; for the calls of this package its query is empty. */
interface SdkRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

/** `requestHandler` of a client of AWS's SDK. */
export interface AwsRequestHandler {
  readonly metadata: { readonly handlerProtocol: string };
  /** @throws OciError where no answer comes */
  handle(request: SdkRequest): Promise<{ readonly response: SdkResponse }>;
  close(): Promise<void>;
}

const LIMIT_BYTES = 1 << 20;

/** Sends the SDK's requests over our own connections: the SDK itself knows neither proxies nor added roots. */
export function awsRequestHandler({ role, signal, ...network }: AwsRequestOptions): AwsRequestHandler {
  const connection = new Connection({ tls: {}, ...network });
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle({ protocol, hostname, port, path, headers, body }) {
      const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
      const answer = await connection.post(url, { headers, body, limitBytes: LIMIT_BYTES, signal, role });
      const expectsJson = headers['content-type']?.includes('json') === true;
      const content = expectsJson && answer.status >= 400 ? jsonError(answer.body) : answer.body;
      const response = {
        statusCode: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: Readable.from([content]),
      };
      return { response };
    },
    close: () => connection.close(),
  };
}

/** Gateways and emulations refuse with the XML of AWS's older protocols; the SDK would call that a syntax error. */
function jsonError(body: Buffer): Buffer {
  const text = body.toString('utf8');
  if (!text.startsWith('<')) return body;
  const [code = 'UnknownError', message = ''] = ['Code', 'Message'].map(
    (tag) => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(text)?.[1],
  );
  return Buffer.from(JSON.stringify({ __type: code, message }));
}
