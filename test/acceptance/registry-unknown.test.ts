import { PaletteWorld } from '../support/palette-folder';

const world = new PaletteWorld();
afterEach(() => world.end());

/** Values that only an apply makes known, from a resource that is built into Terraform. */
const later = (name: string, value: string) => `resource "terraform_data" "${name}" {\n  input = ${value}\n}\n`;
const KEEP_OFF = 'validate = false\n  synchronization = false';

describe('values that are known only after an apply', () => {
  it('may stand in every argument of a basic registry', async () => {
    const sandbox = await world.sandbox({ rateLimit: false });
    const hcl = `
${later('text', '{ name = "charts", endpoint = "https://registry.example.com", suffix = "/x", user = "u", type = "helm", path = "a" }')}
${later('secret', '"pass-word"')}
${later('no', 'false')}
${later('labels', '{ team = "platform" }')}
${later('paths', '["a", "b"]')}
resource "palette_oci_registry" "r" {
  name               = terraform_data.text.output.name
  endpoint           = terraform_data.text.output.endpoint
  endpoint_suffix    = terraform_data.text.output.suffix
  provider_type      = terraform_data.text.output.type
  base_content_paths = terraform_data.paths.output
  labels             = terraform_data.labels.output
  synchronization    = terraform_data.no.output
  validate           = terraform_data.no.output
  wait_for_sync      = terraform_data.no.output
  basic {
    username            = terraform_data.text.output.user
    password_wo         = terraform_data.secret.output
    password_wo_version = terraform_data.no.output ? 1 : 2
  }
  tls {
    insecure_skip_verify = terraform_data.no.output
  }
  timeouts {
    create = terraform_data.no.output ? "1m" : "2m"
  }
}`;
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });
    expect(sandbox.requests[0]?.body).toMatchObject({
      metadata: { name: 'charts', labels: { team: 'platform' } },
      spec: { basePath: '/x', baseContentPath: 'a,b', auth: { type: 'basic', password: 'pass-word' } },
    });
  });

  it('may stand in every argument of an ECR, and in null', async () => {
    const sandbox = await world.sandbox({ rateLimit: false });
    const hcl = `
${later('text', '{ endpoint = "123456789012.dkr.ecr.us-gov-west-1.amazonaws.com", key = "AKIAEXAMPLE", secret = "s3cr3t-1", on = true }')}
${later('nothing', 'null')}
resource "palette_oci_registry" "r" {
  name               = "ecr"
  endpoint           = terraform_data.text.output.endpoint
  endpoint_suffix    = terraform_data.text.output.on ? null : "x"
  base_content_paths = terraform_data.text.output.on ? null : ["x"]
  labels             = terraform_data.text.output.on ? null : {}
  ${KEEP_OFF}
  ecr {
    private   = terraform_data.text.output.on
    partition = terraform_data.text.output.on ? null : "aws"
    credentials {
      access_key = terraform_data.text.output.key
      secret_key = terraform_data.text.output.secret
    }
  }
}
resource "palette_oci_registry" "role" {
  name     = "role"
  endpoint = terraform_data.text.output.endpoint
  ${KEEP_OFF}
  ecr {
    sts {
      role_arn    = terraform_data.text.output.on ? "arn:aws-us-gov:iam::123456789012:role/palette" : ""
      external_id = terraform_data.text.output.key
    }
  }
}`;
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });
    for (const { body } of sandbox.requests.filter(({ method }) => method === 'POST')) {
      expect(body).toMatchObject({ spec: { credentials: { partition: 'aws-us-gov' } } });
    }
  });

  // Terraform itself refuses a single block that was planned from an unknown "for_each" and then turns out absent.
  it('may be the reason why a block is there', async () => {
    const sandbox = await world.sandbox({ rateLimit: false });
    const hcl = `
${later('skip', 'true')}
resource "palette_oci_registry" "r" {
  name     = "charts"
  endpoint = "https://registry.example.com"
  ${KEEP_OFF}
  dynamic "basic" {
    for_each = terraform_data.skip.output ? [1] : []
    content {}
  }
  dynamic "tls" {
    for_each = terraform_data.skip.output ? [1] : []
    content {
      insecure_skip_verify = tls.value == 1
    }
  }
}`;
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });
    expect(await folder.state('palette_oci_registry.r')).toMatchObject({ tls: { insecure_skip_verify: true } });
  });

  it('are checked as soon as they are known, before anything is changed', async () => {
    const sandbox = await world.sandbox();
    const hcl = `
${later('endpoint', '"registry.example.com"')}
resource "palette_oci_registry" "r" {
  name     = "charts"
  endpoint = terraform_data.endpoint.output
  ${KEEP_OFF}
  basic {}
}`;
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    expect(await folder.plan()).toMatchObject({ code: 2 });
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([{ summary: 'Invalid Endpoint' }]);
    expect(sandbox.requests).toEqual([]);
  });

  it('may be the API key and the host, as long as nothing has to be read from Palette', async () => {
    const sandbox = await world.sandbox();
    const hcl = (input: string) => `
resource "terraform_data" "palette" {
  input            = { host = "${sandbox.url}", key = "${sandbox.apiKey}" }
  triggers_replace = "${input}"
}
provider "palette" {
  host    = terraform_data.palette.output.host
  api_key = terraform_data.palette.output.key
}
resource "palette_oci_registry" "r" {
  name     = "charts"
  endpoint = "https://registry.example.com"
  ${KEEP_OFF}
  basic {}
}`;
    const folder = world.folder(sandbox, { PALETTE_HOST: undefined, PALETTE_API_KEY: undefined });
    await folder.write('main.tf', hcl('a')).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });
    folder.write('main.tf', `${hcl('b')}\ndata "palette_oci_registry" "d" {\n  name = "charts"\n}\n`);
    expect((await folder.diagnostics('plan'))[0]).toMatchObject({
      summary: 'Provider Configuration Not Known Yet',
      detail:
        'Palette is needed now, but "host" and "api_key" of the provider will only be known after an apply. Set it to a value that is known beforehand, or apply what it depends on first (-target).',
    });
  });
});
