import { call } from '../support/palette-calls';
import { PaletteWorld, sampleRegistryHcl } from '../support/palette-folder';

const world = new PaletteWorld();
afterEach(() => world.end());

const KEPT_WITHIN =
  'Nothing was changed. If only your clusters can reach the registry, set "validate = false" and "synchronization = false".';

describe('a registry that Palette cannot use is refused before anything is changed', () => {
  it.each([
    {
      situation: 'a wrong password',
      change: { basic: 'username = "palette"\npassword_wo = "wrong-password"' },
      summary: 'Registry Credentials Refused',
      detail: (endpoint: string, host: string) =>
        `Palette could not log in to "${endpoint}". Check "username" and "password", and that this user may read the base content paths. Nothing was changed.\n\nPalette refused the request as invalid. POST /v1/registries/oci/basic/validate answered 400 Bad Request, InvalidRegistryCredentials: "Failed to connect to the registry "${endpoint}": The registry "${host}" refused the user name and password. Expected credentials with read access. Check both; robot accounts often need their full name, prefix and all. GET ${endpoint}/v2/: 401 UNAUTHORIZED "authentication required"".`,
    },
    {
      situation: 'no credentials where some are wanted',
      change: { basic: '' },
      summary: 'Registry Credentials Refused',
      detail: (endpoint: string, host: string) =>
        `Palette could not log in to "${endpoint}". The registry wants authentication: set "basic.username" and "basic.password_wo". Nothing was changed.\n\nPalette refused the request as invalid. POST /v1/registries/oci/basic/validate answered 400 Bad Request, InvalidRegistryCredentials: "Failed to connect to the registry "${endpoint}": The registry "${host}" wants to know who asks. Expected credentials, got none. Give a user name and password, or a token. GET ${endpoint}/v2/: 401 UNAUTHORIZED "authentication required"".`,
    },
    {
      situation: 'a base content path that holds nothing',
      change: { paths: '["nowhere"]' },
      summary: 'Registry Not Valid',
      detail: (endpoint: string) =>
        `Could not validate the registry "charts": Palette must reach "${endpoint}". ${KEPT_WITHIN}\n\nPalette refused the request as invalid. POST /v1/registries/oci/basic/validate answered 400 Bad Request, InvalidRegistryBaseContentPath: "Failed to connect to the registry "${endpoint}": The registry has no repository at or below the base path "nowhere". It has "platform/charts". Correct the base path, or push the charts there first.".`,
    },
  ])('$situation', async ({ change, summary, detail }) => {
    const sandbox = await world.sandbox();
    const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox, change)).init();
    const [error, ...others] = await folder.diagnostics('apply', '-auto-approve');
    const { endpoint } = sandbox.sampleRegistry;
    expect(error).toMatchObject({ severity: 'error', summary, detail: detail(endpoint, new URL(endpoint).host) });
    expect(others).toEqual([]);
    expect((await folder.run('state', 'list')).text).toBe('');
  });

  it('a certificate that is not trusted', async () => {
    const sandbox = await world.sandbox();
    const hcl = sampleRegistryHcl(sandbox).replace(/tls \{[\s\S]*?EOT\n\s*\}/, '');
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    const { endpoint } = sandbox.sampleRegistry;
    const host = new URL(endpoint).host;
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      {
        summary: 'Registry Not Valid',
        detail: `Could not validate the registry "charts": Palette must reach "${endpoint}". ${KEPT_WITHIN}\n\nPalette refused the request as invalid. POST /v1/registries/oci/basic/validate answered 400 Bad Request, RegistryUnreachable: "Failed to connect to the registry "${endpoint}": The certificate of the registry "${host}" is self-signed. Expected one that is trusted here. Give that certificate itself as CA certificate. GET ${endpoint}/v2/: DEPTH_ZERO_SELF_SIGNED_CERT: self-signed certificate".`,
      },
    ]);
  });
});

it('an external ID that is not the tenant’s is refused at once, with the right one', async () => {
  const sandbox = await world.sandbox();
  const { body } = await call(sandbox, 'GET', '/v1/clouds/aws/account/sts');
  const hcl = `resource "palette_oci_registry" "ecr" {
  name            = "ecr"
  endpoint        = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
  synchronization = false
  ecr {
    sts {
      role_arn    = "arn:aws:iam::123456789012:role/palette"
      external_id = "copied-from-elsewhere"
    }
  }
}
`;
  const folder = await world.folder(sandbox).write('main.tf', hcl).init();
  expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
    {
      summary: 'Wrong External ID',
      detail: expect.stringContaining(
        `The external ID "copied-from-elsewhere" is not the one of this tenant. Expected "${(body as { externalId: string }).externalId}": write it here and into the role's trust policy. Nothing was changed.`,
      ),
      at: 'external_id = "copied-from-elsewhere"',
    },
  ]);
});

describe('Palette itself', () => {
  it.each([
    {
      situation: 'does not know the API key, and says "not found"',
      env: { PALETTE_API_KEY: 'wrong-key-1234' },
      summary: 'API Key Not Accepted',
      detail:
        'Could not ask Palette to validate the registry "charts". Nothing was changed. Check that the API key is complete, not expired, and from this Palette host.\n\nPalette does not know this object, or does not accept the API key. POST /v1/registries/oci/basic/validate answered 404 Not Found, ResourceNotFound: "Resource not found: no active API key "***"".',
    },
    {
      situation: 'gives the API key no right to registries',
      env: { PALETTE_API_KEY: 'restricted-key-1' },
      summary: 'Missing Tenant Scope',
      detail:
        'Could not ask Palette to validate the registry "charts". Nothing was changed.\n\nThe API key may not do this. Registries belong to the tenant: use the key of a tenant administrator. POST /v1/registries/oci/basic/validate answered 403 Forbidden, OperationForbidden: "The API key has no permission for this operation".',
    },
    {
      situation: 'is not there',
      env: { PALETTE_HOST: 'http://127.0.0.1:9' },
      summary: 'Palette Not Reachable',
      detail:
        'Could not ask Palette to validate the registry "charts". Nothing was changed.\n\nNothing accepts connections at "127.0.0.1:9". Check the host and its port. POST /v1/registries/oci/basic/validate got no answer: ECONNREFUSED, connect ECONNREFUSED 127.0.0.1:9.',
    },
  ])('$situation', async ({ env, summary, detail }) => {
    const sandbox = await world.sandbox({ restrictedApiKey: 'restricted-key-1' });
    const hcl = `provider "palette" {\n  max_retries = 0\n}\n${sampleRegistryHcl(sandbox)}`;
    const folder = await world.folder(sandbox, env).write('main.tf', hcl).init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([{ severity: 'error', summary, detail }]);
  });

  it('does not make state be dropped when it calls a bad API key "not found"', async () => {
    const sandbox = await world.sandbox();
    const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    const plan = await folder.runWith({ PALETTE_API_KEY: 'revoked-key-1' }, 'plan', '-no-color', '-detailed-exitcode');
    expect(plan).toMatchObject({ code: 1, text: expect.stringContaining('Could not read the registry "charts"') });
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it('loses the answer to a creation, and the registry is taken over instead of made twice', async () => {
    const sandbox = await world.sandbox();
    sandbox.failNext({ method: 'POST', pathPattern: '/v1/registries/oci/basic', then: 'drop-after-work' });
    const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
    const [warning] = await folder.diagnostics('apply', '-auto-approve');
    const { id } = await folder.state('palette_oci_registry.charts');
    expect(warning).toMatchObject({
      severity: 'warning',
      summary: 'Answer To The Creation Was Lost',
      detail: `Palette did not answer the creation of "charts", but has a registry of that name, kind and endpoint now (${String(id)}). It was taken over; nothing was created twice.`,
    });
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it('has a registry of that name already', async () => {
    const sandbox = await world.sandbox();
    const hcl = sampleRegistryHcl(sandbox, { more: 'synchronization = false' });
    const first = await world.folder(sandbox).write('main.tf', hcl).init();
    await first.succeed('apply', '-auto-approve', '-no-color');
    const { id, endpoint } = await first.state('palette_oci_registry.charts');
    const second = await world.folder(sandbox).write('main.tf', hcl).init();
    expect(await second.diagnostics('apply', '-auto-approve')).toMatchObject([
      {
        summary: 'Name Already Taken',
        detail: `Could not create the registry "charts". Nothing was created. Names are unique in a tenant, and the registry with uid ${String(id)} has this one (type "basic", endpoint "${String(endpoint)}"). If it is yours, left by an apply that was interrupted, take it into state and apply again: terraform import ADDRESS ${String(id)}, where ADDRESS stands behind "with" in this message. Otherwise choose another name.\n\nPalette already has an object that stands in the way. POST /v1/registries/oci/basic answered 409 Conflict, ResourceAlreadyExists: "A registry with the name "charts" already exists in this tenant".`,
        at: expect.stringMatching(/^name\s+= "charts"$/),
      },
    ]);
  });
});

describe('a synchronization', () => {
  it('that failed is an error that names the cause; the registry is in state, tainted', async () => {
    const sandbox = await world.sandbox();
    const hcl = sampleRegistryHcl(sandbox, { paths: '["nowhere"]', more: 'validate = false' });
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      {
        severity: 'error',
        summary: 'Synchronization Failed',
        detail:
          'The registry "charts" is created, but Palette could not synchronize it (status "Failed"). Check "endpoint", "base_content_paths" and the credentials, then apply again. It is in state, marked as tainted: the next apply replaces it, unless you run "terraform untaint" first.\n\nPalette\'s message: Synchronization failed: The registry has no repository at or below the base path "nowhere". It has "platform/charts". Correct the base path, or push the charts there first.',
      },
    ]);
    folder.write('main.tf', sampleRegistryHcl(sandbox));
    expect(await folder.plannedActions()).toEqual({ 'palette_oci_registry.charts': ['delete', 'create'] });
  });

  it('that takes too long is a warning with advice', async () => {
    const sandbox = await world.sandbox();
    const release = sandbox.holdSync();
    const hcl = sampleRegistryHcl(sandbox, { more: 'timeouts {\n create = "2s"\n}' });
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      {
        severity: 'warning',
        summary: 'Registry Created But Not Synchronized',
        detail:
          'The registry "charts" is in state; its synchronization has status "InProgress" (the operation\'s timeout of 2 s passed). It may still finish: run "terraform refresh" to see. To wait longer, raise "timeouts"; not to wait at all, set "wait_for_sync = false".',
      },
    ]);
    release();
    await sandbox.syncIdle();
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });
});
