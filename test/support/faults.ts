import { setTimeout as delay } from 'node:timers/promises';
import { type Exchange, headOf, type WholeAnswer } from './fault-exchange';
import { type ConnectionFault, type Fault } from './fault-proxy';

/** Whether the server does its work before the fault strikes: the answer is lost then. */
export type Moment = 'before work' | 'after work';

async function work(exchange: Exchange, moment: Moment): Promise<void> {
  if (moment === 'after work') await exchange.forward();
}

export const reset =
  (moment: Moment): Fault =>
  async (exchange) => {
    await work(exchange, moment);
    exchange.reset();
  };

export const hangUp =
  (moment: Moment): Fault =>
  async (exchange) => {
    await work(exchange, moment);
    exchange.hangUp();
  };

/** Silence for ever. */
export const blackHole =
  (moment: Moment): Fault =>
  async (exchange) => {
    await work(exchange, moment);
  };

/** The real answer, later. */
export const latency =
  (milliseconds: number): Fault =>
  async (exchange) => {
    const answer = await exchange.forward();
    await delay(milliseconds);
    exchange.reply(answer);
  };

type Part = 'headers' | 'body';

/** The real answer up to the middle of a part, and then the end of the connection. */
export const cutWithin =
  (part: Part, ending: 'reset' | 'hangUp'): Fault =>
  async (exchange) => {
    const real = await exchange.forward();
    // An answer without content is complete with its headers: here it promises some.
    const answer =
      real.body.length > 0 ? real : { ...real, status: 200, statusText: 'OK', body: Buffer.from('{"cut": 1}') };
    const head = headOf(answer);
    const half = answer.body.subarray(0, Math.floor(answer.body.length / 2));
    // A reset overtakes what the client has not read yet, so it must have arrived first.
    const bytes = part === 'headers' ? Buffer.from(head.slice(0, 20)) : Buffer.concat([Buffer.from(head), half]);
    exchange.socket.write(bytes, () => setTimeout(() => exchange[ending](), 50));
  };

/** The real answer a few bytes at a time. */
export const drip =
  (everyMs: number, bytes: number): Fault =>
  async (exchange) => {
    const answer = await exchange.forward();
    const head = headOf({ ...answer, headers: { ...answer.headers, Connection: 'close' } });
    const all = Buffer.concat([Buffer.from(head), answer.body]);
    for (let at = 0; at < all.length && !exchange.socket.destroyed; at += bytes) {
      exchange.write(all.subarray(at, at + bytes));
      await delay(everyMs);
    }
    exchange.hangUp();
  };

/** The real answer with a Content-Length that is off by so many bytes; nothing follows, and nobody hangs up. */
export const wrongLength =
  (difference: number): Fault =>
  async (exchange) => {
    const real = await exchange.forward();
    const answer = { ...real, headers: { ...real.headers, Connection: 'close' } };
    exchange.write(headOf(answer, Math.max(0, answer.body.length + difference)));
    exchange.write(answer.body);
  };

/** The real answer in chunks, of which the last one never comes. */
export const unfinishedChunks: Fault = async (exchange) => {
  const { status, statusText, body } = await exchange.forward();
  const head = `HTTP/1.1 ${status === 204 ? 200 : status} ${statusText}\r\nTransfer-Encoding: chunked\r\n\r\n`;
  exchange.write(`${head}${(body.length + 64).toString(16)}\r\n`);
  exchange.socket.write(body, () => exchange.hangUp());
};

/** Bytes that are no HTTP. */
export const notHttp =
  (moment: Moment): Fault =>
  async (exchange) => {
    await work(exchange, moment);
    exchange.write('SSH-2.0-OpenSSH_9.2p1\r\n');
    exchange.hangUp();
  };

export interface MadeUp {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Another answer than the server's. */
export const answer =
  ({ status, headers = {}, body = '' }: MadeUp, moment: Moment = 'before work'): Fault =>
  async (exchange) => {
    await work(exchange, moment);
    exchange.reply({ status, statusText: '', headers, body: Buffer.from(body) });
  };

/** The real answer with other content. */
export const otherBody =
  (body: string | Buffer): Fault =>
  async (exchange) => {
    const real = await exchange.forward();
    const made: WholeAnswer = { ...real, body: Buffer.from(body) };
    // A 204 has no content, so what comes instead is a 200.
    exchange.reply(real.status === 204 ? { ...made, status: 200, statusText: 'OK' } : made);
  };

/** Interim answers first, as some gateways send them; then the real one. */
export const earlyHints: Fault = async (exchange) => {
  exchange.write('HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n');
  await exchange.pass();
};

/** The real answer, which says that the connection stays; then the server closes it without a word. */
export const closeAfterKeepAlive: Fault = async (exchange) => {
  const real = await exchange.forward();
  const head = headOf({ ...real, headers: { ...real.headers, Connection: 'keep-alive' } });
  exchange.socket.write(Buffer.concat([Buffer.from(head), real.body]), () => exchange.hangUp());
};

export interface Hold {
  readonly fault: Fault;
  /** Resolves when the request is held. */
  readonly reached: Promise<void>;
  /** Lets it go on: before its work, or with its answer. */
  release(): void;
}

/** Holds a request at a moment until it is released, so that what happens meanwhile needs no luck. */
export function hold(moment: Moment): Hold {
  let isReached = (): void => undefined;
  let release = (): void => undefined;
  const reached = new Promise<void>((resolve) => (isReached = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  const fault: Fault = async (exchange) => {
    const answered = moment === 'after work' ? await exchange.forward() : undefined;
    isReached();
    await released;
    exchange.reply(answered ?? (await exchange.forward()));
  };
  return { fault, reached, release: () => release() };
}

/** Of connections: cut or closed at the first byte, silent, or talking something else. */
export const CONNECTION_FAULTS = {
  // Not sooner: whether the client had already sent something would be left to luck.
  reset: (socket) => socket.once('data', () => socket.resetAndDestroy()),
  hangUp: (socket) => socket.once('data', () => socket.end()),
  blackHole: (socket) => socket.resume(),
  plainHttp: (socket) => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'),
} satisfies Record<string, ConnectionFault>;
