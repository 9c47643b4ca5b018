import { type FaultWorld } from '../../support/fault-world';
import {
  answer,
  blackHole,
  closeAfterKeepAlive,
  cutWithin,
  drip,
  earlyHints,
  hangUp,
  latency,
  notHttp,
  otherBody,
  reset,
  unfinishedChunks,
  wrongLength,
} from '../../support/faults';
import { type Fault } from '../../support/fault-proxy';

/** Requests longer than `requestTimeout` fail; retries are few, so that a case that lasts is soon told. */
export const providerHcl = (requestTimeout: string): string => `
provider "palette" {
  request_timeout     = "${requestTimeout}"
  max_retries         = 2
  requests_per_second = 0
}
`;
/** For many registries at once on a machine that is busy with other things, too. */
const PATIENT = providerHcl('8s');

export interface NamedFault {
  readonly fault: Fault;
  /** @default 1 */
  readonly times?: number;
  readonly beforeBody?: boolean;
}

const ALWAYS = 1_000;
const JSON_TYPE = { 'Content-Type': 'application/json' };
const HTML_TYPE = { 'Content-Type': 'text/html' };
const PROXY_PAGE =
  '<html><head><title>Squid</title></head><body>The requested URL could not be retrieved</body></html>';
const error = (code: string) => JSON.stringify({ code, message: `made up: ${code}`, ref: '0', details: {} });
const page = (status: number) => answer({ status, headers: HTML_TYPE, body: PROXY_PAGE });
const palettes = (status: number, code: string, headers = {}) =>
  answer({ status, headers: { ...JSON_TYPE, ...headers }, body: error(code) });
const tooMany = (headers: Record<string, string> = {}) => palettes(429, 'TooManyRequests', headers);
/** Seconds only: an HTTP date has no fractions, so this is one to two seconds from now. */
const soon = (): string => new Date(Date.now() + 2_000).toUTCString();

/** Every fault that can strike a request of any kind, by name. */
export const FAULTS = {
  latency: { fault: latency(700) },
  'slow drip': { fault: drip(20, 16) },
  'slow drip, too slow': { fault: drip(1_500, 8) },
  'early hints first': { fault: earlyHints },
  'reset after the headers': { fault: reset('before work'), beforeBody: true },
  'reset after the body': { fault: reset('before work') },
  'reset after the work': { fault: reset('after work') },
  'reset after the work, always': { fault: reset('after work'), times: ALWAYS },
  'reset after the body, always': { fault: reset('before work'), times: ALWAYS },
  'closed after the body': { fault: hangUp('before work') },
  'closed after the work': { fault: hangUp('after work') },
  'reset within the headers': { fault: cutWithin('headers', 'reset') },
  'closed within the headers': { fault: cutWithin('headers', 'hangUp') },
  'reset within the content': { fault: cutWithin('body', 'reset') },
  'closed within the content': { fault: cutWithin('body', 'hangUp') },
  'black hole before the work': { fault: blackHole('before work') },
  'black hole after the work': { fault: blackHole('after work') },
  'content that is garbage': { fault: otherBody(Buffer.from([0, 159, 146, 150, 255, 0, 123])) },
  'content that is cut JSON': { fault: otherBody('{"uid": "6') },
  'content that is another JSON': { fault: otherBody('["what"]') },
  'no content': { fault: otherBody('') },
  'content that is a login page': { fault: otherBody(PROXY_PAGE) },
  'length too large': { fault: wrongLength(40) },
  'length too small': { fault: wrongLength(-5) },
  'chunks without an end': { fault: unfinishedChunks },
  'an answer that is no HTTP': { fault: notHttp('after work') },
  'no HTTP, and no work': { fault: notHttp('before work') },
  'a kept connection that closes': { fault: closeAfterKeepAlive },
  '429 without a time': { fault: tooMany() },
  '429 with seconds': { fault: tooMany({ 'Retry-After': '1' }) },
  '429 with a date': { fault: (exchange) => tooMany({ 'Retry-After': soon() })(exchange) },
  '429, always': { fault: tooMany({ 'Retry-After': '0' }), times: ALWAYS },
  "500 in Palette's words": { fault: palettes(500, 'InternalError') },
  '500 as a page': { fault: page(500) },
  '502 as a page': { fault: page(502) },
  '503 with seconds': { fault: palettes(503, 'Unavailable', { 'Retry-After': '1' }) },
  '503, always': { fault: palettes(503, 'Unavailable', { 'Retry-After': '0' }), times: ALWAYS },
  '504 after the work': { fault: answer({ status: 504, headers: HTML_TYPE, body: PROXY_PAGE }, 'after work') },
  '403 page of a proxy': { fault: page(403) },
  '404 page of a proxy': { fault: page(404) },
  "404 in Palette's words": { fault: palettes(404, 'ResourceNotFound') },
  '407 of a proxy': { fault: page(407) },
  'redirect to a login': { fault: answer({ status: 302, headers: { Location: 'https://login.example.com/?t=1' } }) },
} satisfies Record<string, NamedFault>;

export type FaultName = keyof typeof FAULTS;

/** What an object is told in the command in which the fault strikes: nothing, a warning, or an error. */
export type Expected = 'done' | { readonly warning: string } | { readonly error: string };

export const failed = (error: string): Expected => ({ error });
export const warned = (warning: string): Expected => ({ warning });

/** What is expected of an operation: outcome by outcome, every fault once, but for those that `leftOut` gives a reason for. */
export function outcomes(
  groups: readonly (readonly [Expected, readonly FaultName[]])[],
  leftOut: Partial<Readonly<Record<FaultName, string>>> = {},
): ReadonlyMap<FaultName, Expected> {
  const table = new Map(groups.flatMap(([expected, names]) => names.map((name) => [name, expected] as const)));
  const missing = (Object.keys(FAULTS) as FaultName[]).filter((name) => !table.has(name) && !(name in leftOut));
  if (missing.length > 0) throw new Error(`no outcome is expected of: ${missing.join(', ')}`);
  return table;
}

/** A registry for each case, named like it: `${operation}: ${fault}`. */
export const REGISTRIES = `${PATIENT}
variable "cases" { type = set(string) }
variable "generation" { type = string }
resource "palette_oci_registry" "r" {
  for_each        = var.cases
  name            = each.key
  endpoint        = "https://registry.example.com"
  validate        = false
  synchronization = false
  labels          = { generation = var.generation }
  basic {
    username    = "robot"
    password_wo = "pass-word"
  }
}
`;

/** The same with the sandbox's own OCI registry, validated and synchronized. The comment in the PEM tells the case. */
export const SYNCHRONIZED = ({ sandbox: { sampleRegistry: sample } }: FaultWorld): string => `${PATIENT}
variable "cases" { type = set(string) }
variable "generation" { type = string }
resource "palette_oci_registry" "r" {
  for_each           = var.cases
  name               = each.key
  endpoint           = "${sample?.endpoint}"
  base_content_paths = [for i in range(tonumber(var.generation)) : "${sample?.baseContentPath}"]
  basic {
    username    = "${sample?.username}"
    password_wo = ${JSON.stringify(sample?.password)}
  }
  tls {
    ca_certificate = "# \${each.key}\\n${sample?.caCertificate.trim().replaceAll('\n', '\\n')}\\n"
  }
}
`;
