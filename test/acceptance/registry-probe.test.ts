import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueCertificate } from '../support/certificates';
import { startConnectProxy } from '../support/connect-proxy';
import { DOCKER_REGISTRY, startDockerRegistry } from '../support/docker-registry';
import { describeWith } from '../support/machine-parts';
import { MOTO, startMoto } from '../support/moto';
import { refusedHost, startTcpServer } from '../support/odd-server';
import { PaletteWorld } from '../support/palette-folder';
import { basicAuthorization, pushChart } from '../support/push-chart';
import { startBlobStore, startRedirectingRegistry } from '../support/redirecting-registry';

const world = new PaletteWorld();
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await world.end();
  await Promise.all(open.splice(0).map((thing) => thing.close()));
});
/** The probe itself never asks Palette. */
const NO_PALETTE = { url: 'http://127.0.0.1:9', apiKey: 'unused' };
const PROBE = 'data.palette_registry_probe.it';

function hcl(body: string): string {
  return `
data "palette_registry_probe" "it" {
${body}
}

check "registry" {
  assert {
    condition     = ${PROBE}.ok
    error_message = join("\\n", [for check in ${PROBE}.checks : "\${check.name}: \${check.detail}" if !check.ok])
  }
}

output "versions" {
  value = { for chart in ${PROBE}.charts : chart.repository => chart.versions }
}
`;
}

async function sampleBody(password?: string): Promise<string> {
  const { sampleRegistry } = await world.sandbox();
  const { endpoint, username, caCertificate, baseContentPath } = sampleRegistry;
  return `
  endpoint           = "${endpoint}"
  base_content_paths = ["${baseContentPath}"]
  basic {
    username = "${username}"
    password = ${JSON.stringify(password ?? sampleRegistry.password)}
  }
  tls {
    ca_certificate = <<-EOT
${caCertificate.trim()}
EOT
  }`;
}

describe('the data source palette_registry_probe', () => {
  it('says that a registry can be used, and what it holds', async () => {
    const folder = await world
      .folder(NO_PALETTE)
      .write('main.tf', hcl(await sampleBody()))
      .init();
    expect(await folder.apply()).toMatchObject({ code: 0, text: expect.not.stringContaining('Warning') });
    const { ok, checks, charts, basic } = await folder.state(PROBE);
    expect({ ok, basic }).toMatchObject({ ok: true, basic: { username: 'palette', token: null } });
    expect((checks as { name: string; ok: boolean }[]).map((check) => [check.name, check.ok])).toEqual([
      ['name resolution', true],
      ['connection', true],
      ['TLS', true],
      ['authentication', true],
      ['repository list', true],
      ['base content path platform/charts', true],
      ['manifest', true],
      ['blob', true],
      ['charts', true],
    ]);
    expect(charts).toContainEqual({
      name: expect.any(String),
      repository: expect.stringMatching(/^platform\/charts\//),
      versions: expect.arrayContaining([expect.stringMatching(/^\d+\.\d+\.\d+/)]),
    });
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it('makes a failing check a warning, not an error, and shows no secret', async () => {
    const folder = await world
      .folder(NO_PALETTE)
      .write('main.tf', hcl(await sampleBody('wr0ng-one')))
      .init();
    const run = await folder.apply();
    expect(run).toMatchObject({ code: 0, text: expect.stringContaining('Warning: Check block assertion failed') });
    expect(run.text).toContain('refused the user name and password. Expected credentials with read access.');
    expect(run.text).toContain('blob: Skipped because the check "authentication" failed.');
    expect(run.text).not.toContain('wr0ng-one');
    expect(await folder.state(PROBE)).toMatchObject({ ok: false, charts: [] });
  });

  it('is no error where nothing listens', async () => {
    const host = await refusedHost();
    const folder = world.folder(NO_PALETTE);
    await folder.write('main.tf', hcl(`  endpoint = "http://${host}"\n  basic {}`)).init();
    expect(await folder.apply()).toMatchObject({ code: 0 });
    expect(await folder.state(PROBE)).toMatchObject({ ok: false, base_content_paths: null, tls: null });
  });

  it('ends within its time limit, says which one that was and how to raise it', async () => {
    const server = await startTcpServer(() => undefined);
    open.push(server);
    const folder = world.folder(NO_PALETTE);
    const body = `  endpoint = "${server.endpoint}"\n  basic {}\n  timeouts {\n    read = "800ms"\n  }`;
    await folder.write('main.tf', hcl(body)).init();
    expect(await folder.apply()).toMatchObject({ code: 0 });
    const { ok, checks, timeouts } = await folder.state(PROBE);
    expect({ ok, timeouts }).toEqual({ ok: false, timeouts: { read: '800ms' } });
    expect(checks).toContainEqual({
      name: 'authentication',
      ok: false,
      detail:
        `The registry "${server.host}" did not answer within 0.4 s. Expected a complete answer. Try again later, allow more ` +
        'time, or look whether a firewall holds the connection back. To allow more time, set "read" in a "timeouts" block: ' +
        'all checks together may take that long, a single request half of it.\n\n' +
        `GET ${server.endpoint}/v2/: The operation was aborted due to timeout`,
    });
  });

  it.each<[string, string, string, string]>([
    [
      'a time limit without unit',
      'endpoint = "https://harbor.example.com"\n  basic {}\n  timeouts {\n    read = "60"\n  }',
      'Invalid Duration',
      'timeouts.read is "60". Expected a duration above zero such as "30s", "10m" or "1h30m".',
    ],
    [
      'an endpoint without scheme',
      'endpoint = "harbor.example.com"\n  basic {}',
      'Invalid Endpoint',
      'endpoint is "harbor.example.com". Expected a URL with its scheme, such as "https://harbor.example.com".',
    ],
    [
      'an ECR endpoint with scheme',
      'endpoint = "https://123456789012.dkr.ecr.us-east-1.amazonaws.com"\n  ecr {}',
      'Invalid Amazon ECR Endpoint',
      'Expected a host such as "123456789012.dkr.ecr.us-east-1.amazonaws.com", got ' +
        '"https://123456789012.dkr.ecr.us-east-1.amazonaws.com". Remove "https://".',
    ],
    [
      'a base content path with a slash',
      'endpoint = "https://harbor.example.com"\n  base_content_paths = ["/charts"]\n  basic {}',
      'Invalid Base Content Path',
      'base_content_paths[0] is "/charts": remove the slash: "charts".',
    ],
    [
      'neither basic nor ecr',
      'endpoint = "https://harbor.example.com"',
      'Missing Argument',
      'None of "basic" and "ecr" is set. Set exactly one of them.',
    ],
    [
      'a user name without password',
      'endpoint = "https://harbor.example.com"\n  basic {\n    username = "robot"\n  }',
      'Missing Argument',
      '"username" is set, but "password" is not. Add "password", or leave both out for no authentication.',
    ],
    [
      'an access key for a public ECR',
      'endpoint = "public.ecr.aws"\n  ecr {\n    private = false\n    credentials {\n      access_key = "AKIA"\n' +
        '      secret_key = "s3cr3t"\n    }\n  }',
      'Authentication For A Public ECR',
      'A public ECR takes no authentication. Remove the "credentials" block, or "private = false".',
    ],
    [
      'a certificate that is none',
      'endpoint = "https://harbor.example.com"\n  basic {}\n  tls {\n    ca_certificate = "ca.crt"\n  }',
      'Invalid Certificate',
      'tls.ca_certificate holds no PEM certificate: it looks like a file name; use file(). Expected text that starts with ' +
        '"-----BEGIN CERTIFICATE-----", for example file("ca.crt").',
    ],
  ])('refuses %s', async (_, body, summary, detail) => {
    const folder = await world.folder(NO_PALETTE).init();
    folder.write('main.tf', `data "palette_registry_probe" "it" {\n  ${body}\n}\n`);
    expect(await folder.diagnostics('validate')).toMatchObject([{ severity: 'error', summary, detail }]);
  });
});

describeWith(MOTO, 'a probe of an Amazon ECR', () => {
  describeWith(DOCKER_REGISTRY, 'that keeps its blobs in a bucket, behind a proxy', () => {
    it('sees what a ping would not: that the bucket is not allowed', async () => {
      const host = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
      const bucket = 'prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com';
      const { certificate: cert, key } = await issueCertificate({ name: 'aws', hosts: [host, bucket] });
      const moto = await startMoto();
      const password = '123456789012-auth-token';
      const registry = await startDockerRegistry({ users: { AWS: password } });
      const authorization = basicAuthorization('AWS', password);
      await pushChart({ ...registry, authorization }, 'charts/web');
      const store = await startBlobStore(registry, authorization, { cert, key });
      const front = await startRedirectingRegistry(registry, (path) => `https://${bucket}${path}`, { cert, key });
      const proxy = await startConnectProxy({ target: { [host]: front.host } });
      const wider = await startConnectProxy({ target: { [host]: front.host, [bucket]: store.host } });
      open.push(moto, registry, store, front, proxy, wider);
      const roots = mkdtempSync(join(tmpdir(), 'roots-'));
      writeFileSync(join(roots, 'roots.pem'), cert);
      const environment = { AWS_ENDPOINT_URL_ECR: moto.endpoint, NODE_EXTRA_CA_CERTS: join(roots, 'roots.pem') };
      const folder = world.folder(NO_PALETTE, environment);
      const keys = 'credentials {\n      access_key = "AKIAIOSFODNN7EXAMPLE"\n      secret_key = "s3cr3t"\n    }';
      const body = `  endpoint = "${host}"\n  base_content_paths = ["charts"]\n  ecr {\n    ${keys}\n  }`;
      await folder.write('main.tf', hcl(body)).init();

      const narrow = await folder.runWith({ HTTPS_PROXY: proxy.url }, 'apply', '-auto-approve', '-no-color');
      expect(narrow).toMatchObject({
        code: 0,
        text: expect.stringContaining(`refused to connect to "${bucket}" (403)`),
      });
      const allowed = await folder.runWith({ HTTPS_PROXY: wider.url }, 'apply', '-auto-approve', '-no-color');
      rmSync(roots, { recursive: true });
      expect(allowed).toMatchObject({ code: 0, text: expect.not.stringContaining('Warning') });
      expect(await folder.state(PROBE)).toMatchObject({ ok: true, charts: [{ name: 'web', versions: ['1.0.0'] }] });
    });
  });
});
