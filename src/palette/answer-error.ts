import type { HttpAnswer } from '../http';
import { readDetails, textOfDetails } from './error-details';
import { PaletteError, type PaletteErrorReason } from './palette-error';
import type { ErrorBody } from './types';

/** An answer with its content as text. */
export interface TextAnswer extends Omit<HttpAnswer, 'body'> {
  readonly body: string;
}

interface Asked {
  readonly method: string;
  /** False for a request that only reads. */
  readonly changes: boolean;
  readonly path: string;
  readonly host: string;
}

const QUOTED_CHARACTERS = 120;

const BY_STATUS: Readonly<Record<number, readonly [PaletteErrorReason, string]>> = {
  400: ['invalid', 'Palette refused the request as invalid.'],
  401: [
    'unauthorized',
    'Palette does not accept the API key. Check that it is complete, not expired, and from this Palette host.',
  ],
  403: [
    'forbidden',
    'The API key may not do this. Registries belong to the tenant: use the key of a tenant administrator.',
  ],
  404: ['not-found', 'Palette does not know this object, or does not accept the API key.'],
  409: ['conflict', 'Palette already has an object that stands in the way.'],
  422: ['invalid', 'Palette refused the request as invalid.'],
  429: ['rate-limited', 'Palette received more requests than it allows (10 per second, from one address).'],
  500: ['server', 'Palette failed to do this.'],
  502: ['server', 'Palette is not available at the moment.'],
  503: ['server', 'Palette is not available at the moment.'],
  504: ['server', 'Palette is not available at the moment.'],
};

/** Statuses that come from something before Palette, so that a moment later all may be well. */
const TRANSIENT: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** These say the same whoever wrote the page; any other status with a web page is not Palette's answer. */
const MEANS_THE_SAME_AS_A_PAGE: ReadonlySet<number> = new Set([401, 429, 500, 502, 503, 504]);

/** The error for an answer that is no success. */
export function errorFromAnswer(answer: TextAnswer, asked: Asked, redact: (text: string) => string): PaletteError {
  const body = parseErrorBody(answer.body);
  const isPage = body === undefined && answer.body.trim() !== '';
  const [reason, sentence] = judge(answer, asked, isPage);
  const code = body?.code === undefined ? undefined : redact(body.code);
  const paletteMessage = body?.message === undefined ? undefined : redact(body.message);
  const details = readDetails(body?.details, redact);
  const requestId = requestIdOf(answer);
  const said = isPage ? quote(redact(answer.body)) : says(code, paletteMessage, details);
  const message = redact(`${sentence} ${outcome(asked, answer, said, requestId)}`);
  return new PaletteError(message, {
    reason,
    method: asked.method,
    path: asked.path,
    status: answer.status,
    code,
    paletteMessage,
    details,
    requestId,
    transient: TRANSIENT.has(answer.status),
    retryAfterMs: retryAfterOf(answer),
    mayHaveHappened: asked.changes && isAnswerLost(answer.status, body),
  });
}

/** The error for a success whose content is not what was asked for. The work is done, its result is not known. */
export function errorFromContent(
  answer: TextAnswer,
  asked: Asked,
  problem: string,
  redact: (text: string) => string,
): PaletteError {
  const requestId = requestIdOf(answer);
  const said = answer.body.trim() === '' ? '' : quote(redact(answer.body));
  return new PaletteError(redact(`${problem} ${outcome(asked, answer, said, requestId)}`), {
    reason: 'unexpected-answer',
    method: asked.method,
    path: asked.path,
    status: answer.status,
    requestId,
    mayHaveHappened: asked.changes,
  });
}

function judge(answer: TextAnswer, asked: Asked, isPage: boolean): readonly [PaletteErrorReason, string] {
  const { status } = answer;
  if (status >= 300 && status < 400) {
    const where = redirectedTo(String(answer.headers['location'] ?? ''));
    return ['unexpected-answer', `"${asked.host}" redirects to ${where}. Use the host of Palette's API itself.`];
  }
  if (isPage && !MEANS_THE_SAME_AS_A_PAGE.has(status)) return ['unexpected-answer', notPalette(asked.host)];
  const known = BY_STATUS[status];
  if (known !== undefined) return known;
  if (status >= 500) return ['server', 'Palette failed to do this.'];
  return isPage ? ['unexpected-answer', notPalette(asked.host)] : ['invalid', 'Palette refused the request.'];
}

/** Only the origin: the rest of a login page's address may hold a token. */
function redirectedTo(location: string): string {
  return URL.canParse(location) ? `"${new URL(location).origin}"` : 'another path';
}

export function notPalette(host: string): string {
  return `"${host}" does not answer as Palette does. Check the host, and whether a proxy or login page stands in between.`;
}

/** A gateway's 5xx, or one without Palette's own words, does not say how far Palette came. */
function isAnswerLost(status: number, body: ErrorBody | undefined): boolean {
  return status >= 500 && (status !== 500 || body?.code === undefined);
}

function parseErrorBody(text: string): ErrorBody | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const { code, message, details }: Record<string, unknown> = { ...value };
    return { code: textOf(code), message: textOf(message), details };
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function says(code: string | undefined, message: string | undefined, details: unknown): string {
  const sentence = [code, message === undefined ? undefined : `"${message}"`].filter(Boolean).join(': ');
  const more = details === undefined ? undefined : `details ${textOfDetails(details)}`;
  return [sentence, more].filter(Boolean).join(', ');
}

function outcome(asked: Asked, answer: TextAnswer, said: string, requestId: string | undefined): string {
  const status = `${answer.status} ${answer.statusText}`.trim();
  const id = requestId === undefined ? '' : ` (request ${requestId})`;
  return `${asked.method} ${asked.path} answered ${status}${said === '' ? '' : `, ${said}`}${id}.`;
}

/** The first words of a page or text, as a person would read them. */
function quote(text: string): string {
  const words = text
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `"${words.length > QUOTED_CHARACTERS ? `${words.slice(0, QUOTED_CHARACTERS)}…` : words}"`;
}

function requestIdOf(answer: TextAnswer): string | undefined {
  const id = answer.headers['audituid'] ?? answer.headers['x-request-id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** Retry-After: seconds or an HTTP date. */
function retryAfterOf(answer: TextAnswer): number | undefined {
  const value = answer.headers['retry-after'];
  if (typeof value !== 'string') return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
