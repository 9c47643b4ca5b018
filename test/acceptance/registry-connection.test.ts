import { request as forward } from 'node:http';
import { type Certificate, issueCertificate } from '../support/certificates';
import { type ConnectProxy, startConnectProxy } from '../support/connect-proxy';
import { type OddServer, startOddServer } from '../support/odd-server';
import { PaletteWorld } from '../support/palette-folder';
import type { Sandbox } from '../../src/sandbox';

const world = new PaletteWorld();
afterEach(() => world.end());

const registry = (name: string, more = '') => `
resource "palette_oci_registry" "${name}" {
  name            = "${name}"
  endpoint        = "https://registry.example.com"
  validate        = false
  synchronization = false
  ${more}
  basic {}
}
`;

describe('a self-hosted Palette with a certificate of its own authority', () => {
  let authority: Certificate;
  let sandbox: Sandbox;
  let front: OddServer;
  beforeEach(async () => {
    authority = await issueCertificate({ name: 'House CA', isAuthority: true });
    const { certificate, key } = await issueCertificate({
      name: 'palette.test',
      hosts: ['palette.test', '127.0.0.1'],
      issuer: authority,
    });
    sandbox = await world.sandbox();
    front = await startTlsFront(sandbox, { cert: certificate, key });
  });
  afterEach(() => front.close());

  it('is refused without that authority, with advice', async () => {
    const folder = await world
      .folder({ ...sandbox, url: front.endpoint })
      .write('main.tf', registry('r'))
      .init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      {
        summary: 'No Secure Connection To Palette',
        detail: expect.stringContaining(
          `Could not create the registry "r". Nothing was created. A CA certificate for Palette belongs into "ca_certificate" of the provider.\n\nThe certificate of "${front.host}" is not signed by an authority that is trusted here`,
        ),
      },
    ]);
  });

  it.each(['argument', 'environment'])('is trusted with the authority from the %s', async (from) => {
    const isArgument = from === 'argument';
    const provider = isArgument ? `provider "palette" {\n  ca_certificate = file("ca.pem")\n}\n` : '';
    const folder = world.folder(
      { ...sandbox, url: front.host },
      isArgument ? {} : { PALETTE_CA_CERTIFICATE: authority.certificate },
    );
    await folder
      .write('ca.pem', authority.certificate)
      .write('main.tf', provider + registry('r'))
      .init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toEqual([]);
  });

  it('is trusted by the file that Node is told of, too', async () => {
    const folder = world.folder({ ...sandbox, url: front.endpoint });
    folder.write('ca.pem', authority.certificate).write('main.tf', registry('r'));
    folder.env['NODE_EXTRA_CA_CERTS'] = `${folder.path}/ca.pem`;
    await folder.init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toEqual([]);
  });

  it('is talked to without verification on request, with a warning', async () => {
    const provider = 'provider "palette" {\n  insecure_skip_tls_verify = true\n}\n';
    const folder = world.folder({ ...sandbox, url: front.endpoint }).write('main.tf', provider + registry('r'));
    await folder.init();
    const diagnostics = await folder.diagnostics('apply', '-auto-approve');
    expect(new Set(diagnostics.map(({ summary }) => summary))).toEqual(
      new Set(["Palette's Certificate Is Not Verified"]),
    );
    expect(diagnostics[0]).toMatchObject({
      severity: 'warning',
      detail:
        'Anyone between here and Palette can read the API key and the registry credentials. Give the certificate of your authority as "ca_certificate" instead of "insecure_skip_tls_verify".',
      at: 'insecure_skip_tls_verify = true',
    });
  });

  describe('behind a proxy', () => {
    let proxy: ConnectProxy;
    beforeEach(async () => (proxy = await startConnectProxy({ target: front.host })));
    afterEach(() => proxy.close());

    it('is reached through HTTPS_PROXY', async () => {
      const env = { HTTPS_PROXY: proxy.url, PALETTE_CA_CERTIFICATE: authority.certificate };
      const folder = world.folder({ ...sandbox, url: 'palette.test' }, env).write('main.tf', registry('r'));
      await folder.init();
      expect(await folder.diagnostics('apply', '-auto-approve')).toEqual([]);
      expect(new Set(proxy.seen)).toEqual(new Set(['CONNECT palette.test:443']));
    });

    it('is asked for directly where NO_PROXY says so', async () => {
      const env = { HTTPS_PROXY: proxy.url, NO_PROXY: '.test' };
      const provider = 'provider "palette" {\n  max_retries = 0\n}\n';
      const folder = world.folder({ ...sandbox, url: 'palette.test' }, env).write('main.tf', provider + registry('r'));
      await folder.init();
      expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([{ summary: 'Palette Not Reachable' }]);
      expect(proxy.seen).toEqual([]);
    });
  });
});

describe('provider arguments', () => {
  it.each([
    {
      situation: 'a host with a path',
      argument: 'host = "https://palette.example.com/v1"',
      summary: 'Invalid Host',
      detail:
        'Expected a host such as "api.spectrocloud.com", got "https://palette.example.com/v1". Remove what follows the host: write "palette.example.com".',
    },
    {
      situation: 'an unsafe host',
      argument: 'host = "http://palette.example.com"',
      summary: 'Invalid Host',
      detail:
        '"http://palette.example.com" would send the API key unencrypted. Write "https://palette.example.com"; "http://" is for this computer only, such as "http://127.0.0.1:8080".',
    },
    {
      situation: 'a blank API key',
      argument: 'api_key = " "',
      summary: 'Missing API Key',
      detail:
        '"api_key" is blank. Create an API key as a tenant administrator (user menu, My API Keys) and set "api_key" or PALETTE_API_KEY.',
    },
    {
      situation: 'an impossible time',
      argument: 'request_timeout = "fast"',
      summary: 'Invalid Duration',
      detail: 'request_timeout is "fast". Expected a duration above zero such as "30s", "10m" or "1h30m".',
    },
    {
      situation: 'too many retries',
      argument: 'max_retries = 1000',
      summary: 'Number Out Of Range',
      detail: 'max_retries is 1000. Expected a whole number from 0 to 100.',
    },
    {
      situation: 'half a retry',
      argument: 'max_retries = 0.5',
      summary: 'Number Out Of Range',
      detail: 'max_retries is 0.5. Expected a whole number from 0 to 100.',
    },
  ])('$situation is refused before anything is asked', async ({ argument, summary, detail }) => {
    const folder = world.folder({ url: 'http://127.0.0.1:9', apiKey: 'unused' });
    await folder.write('main.tf', `provider "palette" {\n  ${argument}\n}\n${registry('r')}`).init();
    expect(await folder.diagnostics('plan')).toEqual([{ severity: 'error', summary, detail, at: argument }]);
  });

  it.each([
    ['PALETTE_HOST', 'https://a b', 'Invalid Host'],
    ['PALETTE_CA_CERTIFICATE', 'ca.pem', 'Invalid Certificate'],
    ['PALETTE_REQUESTS_PER_SECOND', 'many', 'Invalid Environment Variable'],
    ['HTTPS_PROXY', 'http://', 'Invalid Environment Variable'],
  ])('a wrong %s is refused by its name', async (variable, value, summary) => {
    const folder = world.folder({ url: 'palette.example.com', apiKey: 'unused' }, { [variable]: value });
    await folder.write('main.tf', `provider "palette" {}\n${registry('r')}`).init();
    expect(await folder.diagnostics('plan')).toMatchObject([{ summary, detail: expect.stringContaining(variable) }]);
  });

  it('request_timeout ends a request that Palette does not answer', async () => {
    const sandbox = await world.sandbox();
    const provider = 'provider "palette" {\n  request_timeout = "100ms"\n  max_retries = 0\n}\n';
    sandbox.failNext({ method: 'GET', pathPattern: /summary$/, then: { delayMs: 60_000 } });
    const data = 'data "palette_oci_registry" "d" {\n  name = "x"\n}\n';
    const folder = await world
      .folder(sandbox)
      .write('main.tf', provider + data)
      .init();
    expect(await folder.diagnostics('plan')).toMatchObject([
      {
        summary: 'Palette Did Not Answer In Time',
        detail: expect.stringContaining('did not answer within 0.1 s'),
      },
    ]);
  });

  it('of two aliases lead to two tenants', async () => {
    const [first, second] = [await world.sandbox(), await world.sandbox()];
    const alias = (name: string, { url, apiKey }: Sandbox) =>
      `provider "palette" {\n  alias = "${name}"\n  host = "${url}"\n  api_key = "${apiKey}"\n}\n`;
    const hcl = [
      alias('first', first),
      alias('second', second),
      registry('one', 'provider = palette.first'),
      registry('two', 'provider = palette.second'),
    ].join('');
    const env = { PALETTE_HOST: undefined, PALETTE_API_KEY: undefined };
    const folder = await world.folder(first, env).write('main.tf', hcl).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    const names = (sandbox: Sandbox) => sandbox.requests.map(({ body }) => body).filter(Boolean);
    expect(names(first)).toMatchObject([{ metadata: { name: 'one' } }]);
    expect(names(second)).toMatchObject([{ metadata: { name: 'two' } }]);
  });
});

/** TLS in front of the sandbox, as an ingress does it. */
function startTlsFront({ url }: Sandbox, tls: { cert: string; key: string }): Promise<OddServer> {
  return startOddServer((incoming, outgoing) => {
    const { method, url: path = '', headers } = incoming;
    const inner = forward(new URL(path, url), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(inner);
  }, tls);
}
