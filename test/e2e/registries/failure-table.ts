import { type BrokenRegistries, type Target } from './broken-registries';

/** A registry that cannot be used, and what people are told of it. */
export interface Failure {
  readonly name: string;
  readonly start: (registries: BrokenRegistries) => Promise<Target>;
  /** The failed check of a probe; the earlier ones pass, the later ones are skipped. */
  readonly check: string;
  /** What happened, what was expected, what to do: in every message. */
  readonly text: string;
  /** What only a probe adds. */
  readonly probeText?: string;
  /** The raw cause, as a probe shows it; none where nothing was answered. */
  readonly probeCause?: string;
  /** The same from Palette. */
  readonly paletteCause?: string;
  /** How Palette's validation calls it; undefined where only a synchronization finds it. */
  readonly code?: string;
}

const CREDENTIALS = 'InvalidRegistryCredentials';
const UNREACHABLE = 'RegistryUnreachable';
const BASE_PATH = 'InvalidRegistryBaseContentPath';
const TIMEOUT = 'RegistryConnectionTimeout';
/** What the texts below know. */
export const SANDBOX_TIMEOUT_MS = 10_000;

/** How a probe's limit is raised. HOW: in Terraform, and on the command line. */
const MORE_TIME = 'To allow more time, HOW: all checks together may take that long, a single request half of it.';
export const HOW_IN_TERRAFORM = 'set "read" in a "timeouts" block';
export const HOW_BY_CLI = 'give a longer "--timeout"';

const REFUSED_PASSWORD =
  'refused the user name and password. Expected credentials with read access. Check both; robot accounts often need ' +
  'their full name, prefix and all.';
const describedAs = (names: string): string =>
  `The certificate of "CN=registry" holds for ${names}, was issued by "CN=Private CA" and is valid until DATE.`;
const noAnswerWithin = (time: string): string =>
  `The registry "HOST" did not answer within ${time}. Expected a complete answer. Try again later, allow more time, or ` +
  'look whether a firewall holds the connection back.';
const HUNG_UP = 'The registry "HOST" closed the connection without an answer. Expected one.';
const BLOB = 'GET http://HOST/v2/platform/charts/web/blobs/sha256:…';
const STOPPED = 'The operation was aborted due to timeout';

export const FAILURES: readonly Failure[] = [
  {
    name: 'wrong password',
    start: (registries) => registries.wrongPassword(),
    check: 'authentication',
    text: `The registry "HOST" ${REFUSED_PASSWORD}`,
    probeCause: 'GET https://HOST/v2/: 401 UNAUTHORIZED "authentication required"',
    code: CREDENTIALS,
  },
  {
    name: 'wrong password at the token server',
    start: (registries) => registries.wrongPasswordAtTokenServer(),
    check: 'authentication',
    text: `The token server "TOKENS" ${REFUSED_PASSWORD}`,
    probeCause: 'GET https://TOKENS/token: 401 UNAUTHORIZED "incorrect username or password"',
    code: CREDENTIALS,
  },
  {
    name: 'repositories that are not listed',
    start: (registries) => registries.unlistedRepositories(),
    check: 'base content path platform/charts',
    text:
      'There is no repository "platform/charts", and the registry does not list its repositories, so charts below that path ' +
      'cannot be found from here. Expected a repository. Write the full path of each chart as a base path, or give ' +
      'credentials that may read the list.',
    probeCause: 'GET https://HOST/v2/_catalog: 401\nGET https://HOST/v2/platform/charts/tags/list: 404',
    paletteCause: 'GET https://HOST/v2/_catalog: 401 GET https://HOST/v2/platform/charts/tags/list: 404',
    code: BASE_PATH,
  },
  {
    name: 'http to a port with TLS',
    start: (registries) => registries.plainHttpToTls(),
    check: 'authentication',
    text: 'The registry "HOST" speaks TLS at this port, not plain HTTP. Expected "https://". Write it so.',
    probeCause: 'GET http://HOST/v2/: 400',
    code: UNREACHABLE,
  },
  {
    name: 'https to a port without TLS',
    start: (registries) => registries.tlsToPlainHttp(),
    check: 'TLS',
    text:
      'The registry "HOST" does not speak TLS at this port. Expected a TLS handshake. Check the port, or write "http://" for ' +
      'a registry without TLS.',
    probeCause: 'TLS https://HOST/: ERR_SSL_WRONG_VERSION_NUMBER: SSL routines: wrong version number',
    paletteCause: 'GET https://HOST/v2/: ERR_SSL_WRONG_VERSION_NUMBER: SSL routines: wrong version number',
    code: UNREACHABLE,
  },
  {
    name: 'wrong CA',
    start: (registries) => registries.wrongCertificateAuthority(),
    check: 'TLS',
    text:
      'The certificate of the registry "HOST" is signed by an authority that is not trusted here, or the server leaves out ' +
      'an intermediate certificate. Expected a chain up to a trusted root. Give the CA certificate of that authority, or ' +
      'let the server send its whole chain.',
    probeText: describedAs('localhost, 127.0.0.1'),
    probeCause: 'TLS https://HOST/: UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    paletteCause: 'GET https://HOST/v2/: UNABLE_TO_VERIFY_LEAF_SIGNATURE: unable to verify the first certificate',
    code: UNREACHABLE,
  },
  {
    name: 'expired certificate',
    start: (registries) => registries.expiredCertificate(),
    check: 'TLS',
    text:
      'The certificate of the registry "HOST" has expired. Expected a valid one. Renew it; if it is valid, check the clock ' +
      'of this computer.',
    probeText: describedAs('localhost, 127.0.0.1'),
    probeCause: 'TLS https://HOST/: CERT_HAS_EXPIRED',
    paletteCause: 'GET https://HOST/v2/: CERT_HAS_EXPIRED: certificate has expired',
    code: UNREACHABLE,
  },
  {
    name: 'certificate of tomorrow',
    start: (registries) => registries.certificateOfTomorrow(),
    check: 'TLS',
    text:
      'The certificate of the registry "HOST" is not valid yet. Expected a valid one. Check the clock of this computer and ' +
      'of the one that issued it.',
    probeText: describedAs('localhost, 127.0.0.1'),
    probeCause: 'TLS https://HOST/: CERT_NOT_YET_VALID',
    paletteCause: 'GET https://HOST/v2/: CERT_NOT_YET_VALID: certificate is not yet valid',
    code: UNREACHABLE,
  },
  {
    name: 'wrong host name',
    start: (registries) => registries.wrongHostName(),
    check: 'TLS',
    text:
      'The certificate of the registry "HOST" was issued for another name. Expected that host among its names. Use a name ' +
      'that the certificate holds, or have it issued anew.',
    probeText: describedAs('registry.example.com'),
    probeCause: 'TLS https://HOST/: ERR_TLS_CERT_ALTNAME_INVALID',
    paletteCause:
      "GET https://HOST/v2/: ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate's altnames: IP: 127.0.0.1 " +
      "is not in the cert's list:",
    code: UNREACHABLE,
  },
  {
    name: 'missing base path',
    start: (registries) => registries.missingBasePath(),
    check: 'base content path platform/chartz',
    text:
      'The registry has no repository at or below the base path "platform/chartz". It has "platform/charts". Correct the ' +
      'base path, or push the charts there first.',
    code: BASE_PATH,
  },
  {
    name: 'unreachable port',
    start: (registries) => registries.unreachablePort(),
    check: 'connection',
    text:
      'The registry "HOST" refused the connection. Expected a server that listens there. Check host and port, and that no ' +
      'firewall closes them.',
    probeCause: 'TCP https://HOST/: connect ECONNREFUSED HOST',
    paletteCause: 'GET https://HOST/v2/: connect ECONNREFUSED HOST',
    code: UNREACHABLE,
  },
  {
    name: 'server that hangs in the TLS handshake',
    start: (registries) => registries.hangsInTheHandshake(),
    check: 'TLS',
    text:
      'No connection to the registry "HOST" came about in time. Expected an answer to the handshake. A firewall may drop ' +
      'the packets: check host and port, and whether a proxy is needed (HTTPS_PROXY is honoured).',
    probeText: MORE_TIME,
    probeCause: 'TLS https://HOST/: ETIMEDOUT: no answer within 30 s',
    paletteCause:
      'GET https://HOST/v2/: UND_ERR_CONNECT_TIMEOUT: Connect Timeout Error (attempted address: HOST, timeout: 5000ms)',
    code: TIMEOUT,
  },
  {
    name: 'server that hangs before its answer',
    start: (registries) => registries.hangs(),
    check: 'authentication',
    text: noAnswerWithin('TIME'),
    probeText: MORE_TIME,
    probeCause: `GET http://HOST/v2/: ${STOPPED}`,
    code: TIMEOUT,
  },
  {
    name: 'server that hangs at blobs',
    start: (registries) => registries.hangsAtBlobs(),
    check: 'blob',
    text: noAnswerWithin('TIME'),
    probeText: MORE_TIME,
    probeCause: `${BLOB}: ${STOPPED}`,
  },
  {
    name: 'server that resets the TLS handshake',
    start: (registries) => registries.resetsTheHandshake(),
    check: 'TLS',
    text: `${HUNG_UP} It may expect a client certificate, or a firewall may forbid the connection.`,
    probeCause: 'TLS https://HOST/: read ECONNRESET',
    paletteCause: 'GET https://HOST/v2/: read ECONNRESET',
    code: UNREACHABLE,
  },
  {
    name: 'server that resets requests',
    start: (registries) => registries.resetsRequests(),
    check: 'authentication',
    text: `${HUNG_UP} If it speaks TLS, write "https://".`,
    probeCause: 'GET http://HOST/v2/: read ECONNRESET',
    code: UNREACHABLE,
  },
  {
    name: 'blob that is truncated in the registry',
    start: (registries) => registries.truncatedBlobs(),
    check: 'blob',
    text:
      'The registry "HOST" sent other content than the one asked for. Expected the digest "sha256:…", got "sha256:…". The ' +
      'content may be damaged in the registry, or changed by a proxy on the way.',
    probeCause: BLOB,
  },
  {
    name: 'blob that breaks off on the way',
    start: (registries) => registries.breaksOffBlobs(),
    check: 'blob',
    text: 'The registry "HOST" broke off in the middle of its answer. Expected all of it. Try again later.',
    probeCause: `${BLOB}: read ECONNRESET`,
  },
];

/** The failed check of a probe, word for word. */
export function probeDetail({ text, probeText, probeCause }: Failure): string {
  const sentences = [text, probeText].filter(Boolean).join(' ');
  return [sentences, probeCause].filter(Boolean).join('\n\n');
}

/** The provider's diagnostic, word for word. */
export function diagnosticOf(failure: Failure): { readonly summary: string; readonly detail: string } {
  const { text, probeCause, paletteCause = probeCause, code } = failure;
  const said = [text, paletteCause].filter(Boolean).join(' ');
  if (code === undefined) return { summary: 'Synchronization Failed', detail: notSynchronized(said) };
  const answered =
    `Palette refused the request as invalid. POST /v1/registries/oci/basic/validate answered 400 Bad Request, ${code}: ` +
    `"Failed to connect to the registry "ENDPOINT": ${said}".`;
  if (code !== CREDENTIALS) return { summary: 'Registry Not Valid', detail: `${NOT_VALID}\n\n${answered}` };
  return { summary: 'Registry Credentials Refused', detail: `${NO_LOGIN}\n\n${answered}` };
}

const NO_LOGIN =
  'Palette could not log in to "ENDPOINT". Check "username" and "password", and that this user may read the base content ' +
  'paths. Nothing was changed.';
const NOT_VALID =
  'Could not validate the registry "NAME": Palette must reach "ENDPOINT". Nothing was changed. If only your clusters can ' +
  'reach the registry, set "validate = false" and "synchronization = false".';
const notSynchronized = (said: string): string =>
  'The registry "NAME" is created, but Palette could not synchronize it (status "Failed"). Check "endpoint", ' +
  '"base_content_paths" and the credentials, then apply again. It is in state, marked as tainted: the next apply replaces ' +
  `it, unless you run "terraform untaint" first.\n\nPalette's message: Synchronization failed: ${said}`;
