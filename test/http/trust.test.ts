import { writeFile } from 'node:fs/promises';
import { Agent, request, type ServerOptions } from 'node:https';
import { join } from 'node:path';
import { createTrust, type PemProblem, readCertificates, type TrustOptions } from '../../src/http';
import { type Certificate, issueCertificate } from '../support/certificates';
import { type OddServer, sendJson, startOddServer } from '../support/odd-server';
import { temporaryFolder } from '../support/temporary-folder';

let authority: Certificate;
let other: Certificate;
let server: Certificate;
let client: Certificate;
beforeAll(async () => {
  authority = await issueCertificate({ name: 'authority', isAuthority: true });
  other = await issueCertificate({ name: 'other authority', isAuthority: true });
  server = await issueCertificate({ name: 'server', issuer: authority });
  client = await issueCertificate({ name: 'client', issuer: authority, isClient: true });
});

/** Two PEM texts without a line break between them: what `cat a.pem b.pem` makes of files that end without one. */
const joined = (...pems: string[]): string => pems.map((pem) => pem.trim()).join('');

let running: OddServer | undefined;
afterEach(() => running?.close());

/** What a client with this trust gets of a server: a status, or the code of the failure. */
async function ask(trust: TrustOptions, options: ServerOptions = {}): Promise<unknown> {
  running = await startOddServer((_, response) => sendJson(response, 200, {}), {
    cert: server.certificate,
    key: server.key,
    ...options,
  });
  const { endpoint } = running;
  return new Promise((resolve) => {
    const asked = request(endpoint, { agent: new Agent({ secureContext: createTrust(trust) }) }, ({ statusCode }) =>
      resolve(statusCode),
    );
    asked.on('error', (error) => resolve('code' in error ? error.code : error)).end();
  });
}

const UNKNOWN = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';

it.each<[string, () => string, unknown]>([
  ['the authority', () => authority.certificate, 200],
  ['another authority', () => other.certificate, UNKNOWN],
  ['both', () => `${other.certificate}\n${authority.certificate}`, 200],
  ['both with remarks in between', () => `# other\n${other.certificate}\n# ours\n${authority.certificate}`, 200],
  ['both without a line break between them', () => joined(other.certificate, authority.certificate), 200],
  ['both with Windows line breaks', () => joined(other.certificate, authority.certificate).replace(/\n/g, '\r\n'), 200],
  ['the authority in the form of "openssl x509 -trustout"', () => trusted(authority.certificate), 200],
  ['nothing that is a certificate', () => 'no certificate', UNKNOWN],
])('a server is met with %s, as text and as file', async (_situation, pem, outcome) => {
  const file = join(temporaryFolder(), 'roots.pem');
  await writeFile(file, pem());
  expect(await ask({ ca: pem() })).toBe(outcome);
  await running?.close();
  expect(await ask({ extraRootsFile: file })).toBe(outcome);
});

function trusted(pem: string): string {
  return pem.replaceAll(' CERTIFICATE-', ' TRUSTED CERTIFICATE-');
}

it('a file that is not there counts as empty, and who wants to know is told', async () => {
  const errors: unknown[] = [];
  const extraRootsFile = join(temporaryFolder(), 'gone.pem');
  const trust = { ca: authority.certificate, extraRootsFile, onUnreadableFile: (error: unknown) => errors.push(error) };
  expect(await ask(trust)).toBe(200);
  expect(errors).toEqual([expect.objectContaining({ code: 'ENOENT' })]);
});

it('a server that wants a client certificate is shown the given one, with a chain that has no line breaks in it', async () => {
  const { certificate, key } = client;
  const wanting = { requestCert: true, ca: authority.certificate };
  expect(await ask({ ca: authority.certificate }, wanting)).not.toBe(200);
  await running?.close();
  const clientCertificate = joined(certificate, authority.certificate);
  expect(await ask({ ca: authority.certificate, clientCertificate, clientKey: key }, wanting)).toBe(200);
});

it('nothing of its own is made where nothing is added: the defaults of Node hold', () => {
  expect(createTrust({})).toBeUndefined();
  expect(createTrust({ ca: 'no certificate' })).toBeUndefined();
});

describe('certificates of a PEM text', () => {
  const damaged = (): string => authority.certificate.replace(/\n[A-Za-z0-9+/]{20}/, '\n!!!!');
  const refusal = (pem: string): PemProblem | undefined => {
    let told: PemProblem | undefined;
    const refuse = (problem: PemProblem): Error => {
      told = problem;
      return new Error('refused');
    };
    expect(() => readCertificates(pem, refuse)).toThrow('refused');
    return told;
  };

  it('are read one by one, in their order', () => {
    const pem = joined(server.certificate, authority.certificate);
    const subjects = readCertificates(pem, () => new Error('refused')).map(({ subject }) => subject);
    expect(subjects).toEqual(['CN=server', 'CN=authority']);
  });

  it.each<[string, () => string, PemProblem]>([
    ['no PEM', () => 'not a certificate', { number: 0, count: 0 }],
    ['a key', () => authority.key, { number: 0, count: 0 }],
    ['one that is cut off', () => authority.certificate.slice(0, 200), { number: 0, count: 0 }],
    ['a damaged one', damaged, { number: 1, count: 1, cause: expect.any(Object) }],
    [
      'a damaged second one',
      () => joined(server.certificate, damaged()),
      { number: 2, count: 2, cause: expect.any(Object) },
    ],
  ])('are refused where the text holds %s', (_situation, pem, problem) => {
    expect(refusal(pem())).toEqual(problem);
  });
});
