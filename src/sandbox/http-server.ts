import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type AccessRules, checkAccess } from './access';
import { type Answer } from './answer';
import { ApiError, errorAnswer, invalidBody, tooManyRequests, unexpectedFailure } from './error-answers';
import { type FaultEffect, type Faults } from './faults';
import { type RateLimit } from './rate-limit';
import { parseJson, type ParsedRequest, readRequest, type Reply, sendReply, toReply } from './http-messages';
import { type RequestLog, type SandboxRequest } from './request-log';
import { matchRoute, type Route } from './router';

export interface ServerParts {
  readonly routes: readonly Route[];
  readonly access: AccessRules;
  /** Absent = no limit. */
  readonly rateLimit?: RateLimit;
  readonly faults: Faults;
  readonly requestLog: RequestLog;
  readonly clock: () => Date;
  readonly closing: AbortSignal;
  readonly log: (line: string) => void;
}

export function createApiServer(parts: ServerParts): Server {
  return createServer((request, response) => {
    exchange(parts, request, response).catch(() => response.destroy());
  });
}

async function exchange(parts: ServerParts, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const time = parts.clock();
  const request = await readRequest(message);
  const fault = parts.faults.take(request.method, request.path);
  const answer = await answerWithFault(parts, request, fault);
  const reply = answer && toReply(answer);
  parts.requestLog.add({ ...logEntry(request, reply, time), isMadeUp: isAnswer(fault) });
  parts.log(`${request.method} ${request.path} ${reply?.status ?? 'dropped'}`);
  sendReply(response, reply);
}

/** Undefined: the connection is to be dropped. */
async function answerWithFault(
  parts: ServerParts,
  request: ParsedRequest,
  fault: FaultEffect | undefined,
): Promise<Answer | undefined> {
  if (fault === 'drop-before-work') return undefined;
  if (isAnswer(fault)) return fault;
  if (typeof fault === 'object') await delay(fault.delayMs, undefined, { signal: parts.closing });
  const answer = await answerRequest(parts, request);
  return fault === 'drop-after-work' ? undefined : answer;
}

function isAnswer(fault: FaultEffect | undefined): fault is Answer {
  return typeof fault === 'object' && 'status' in fault;
}

/** A gateway's order: the limit, then the key, then the route. */
async function answerRequest(parts: ServerParts, request: ParsedRequest): Promise<Answer> {
  try {
    if (parts.rateLimit?.allows(request.sourceAddress, request.path) === false) throw tooManyRequests();
    checkAccess(parts.access, { apiKey: request.headers.apikey, projectUid: request.headers.projectuid });
    const { route, params } = matchRoute(parts.routes, request.method, request.path);
    const body = parseJson(request.text);
    if (body.problem !== undefined) throw invalidBody([`body in body is no JSON: ${body.problem}`]);
    return await route.handle({ params, query: request.query, body: body.value });
  } catch (error) {
    return errorAnswer(error instanceof ApiError ? error : unexpectedFailure(error));
  }
}

/** Bodies are kept as they went over the wire. The key stays out: a log is printed too easily. */
function logEntry(request: ParsedRequest, reply: Reply | undefined, time: Date): Omit<SandboxRequest, 'isMadeUp'> {
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => name !== 'apikey'));
  return {
    method: request.method,
    path: request.path,
    query: Object.fromEntries(request.query),
    headers,
    body: parseJson(request.text).value,
    time,
    status: reply?.status ?? 0,
    responseHeaders: reply?.headers ?? {},
    responseBody: parseJson(reply?.text ?? '').value,
  };
}
