import type { BasicOciRegistry, EcrRegistry } from '../../../src/palette';
import { type Found, stateOf } from '../../../src/provider/registry/from-palette';
import { importedState, kindOf } from '../../../src/provider/registry/kind';
import { type Desired, desiredRegistry } from '../../../src/provider/registry/to-palette';
import { checkRequest } from '../../support/palette-openapi';
import {
  basic,
  config,
  ecr,
  importedPrior,
  keys,
  type KnownConfig,
  ROLE,
  stateAfter,
  tls,
} from '../../support/registry-bodies';

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const NO_TLS = { enabled: true, insecureSkipVerify: false, ca: '', certificate: '', key: '' };

interface Case {
  readonly written: KnownConfig;
  readonly spec: object;
}

const CASES: Readonly<Record<string, Case>> = {
  'no authentication': {
    written: config({ basic: basic() }),
    spec: {
      endpoint: 'https://registry.example.com',
      baseContentPath: '',
      basePath: '',
      providerType: 'helm',
      isSyncSupported: true,
      auth: { type: 'noAuth', tls: NO_TLS },
    },
  },
  'a stored password': {
    written: config({ basic: basic({ username: 'u', password: 'p' }), synchronization: false }),
    spec: { isSyncSupported: false, auth: { type: 'basic', username: 'u', password: 'p', tls: NO_TLS } },
  },
  'a write-only password': {
    written: config({ basic: basic({ username: 'u', password_wo: 'p', password_wo_version: 2 }) }),
    spec: { auth: { type: 'basic', username: 'u', password: 'p', tls: NO_TLS } },
  },
  'a stored token': {
    written: config({ basic: basic({ token: 't' }) }),
    spec: { auth: { type: 'token', token: 't', tls: NO_TLS } },
  },
  'a write-only token': {
    written: config({ basic: basic({ token_wo: 't', token_wo_version: 1 }) }),
    spec: { auth: { type: 'token', token: 't', tls: NO_TLS } },
  },
  'everything of a basic registry': {
    written: config({
      basic: basic(),
      provider_type: 'pack',
      endpoint_suffix: '/artifactory',
      base_content_paths: ['a', 'b/c'],
      labels: { team: 'platform' },
      tls: tls({ ca_certificate: PEM, client_certificate: PEM, client_key: 'KEY', insecure_skip_verify: true }),
    }),
    spec: {
      basePath: '/artifactory',
      baseContentPath: 'a,b/c',
      providerType: 'pack',
      auth: {
        type: 'noAuth',
        tls: { enabled: true, insecureSkipVerify: true, ca: PEM, certificate: PEM, key: 'KEY' },
      },
    },
  },
  'access keys': {
    written: config({ ecr: ecr({ credentials: keys({ secret_key: 's' }) }) }),
    spec: {
      endpoint: '123456789012.dkr.ecr.us-east-1.amazonaws.com',
      isPrivate: true,
      credentials: { credentialType: 'secret', accessKey: 'AKIAEXAMPLE', secretKey: 's', partition: 'aws' },
      tls: NO_TLS,
    },
  },
  'write-only access keys, with a partition': {
    written: config({ ecr: ecr({ partition: 'aws', credentials: keys({ secret_key_wo: 's' }) }) }),
    spec: { credentials: { credentialType: 'secret', secretKey: 's', partition: 'aws' } },
  },
  'a role, in another partition': {
    written: config({
      ecr: ecr({ sts: { role_arn: ROLE, external_id: 'e-1' } }),
      endpoint: '123456789012.dkr.ecr.us-gov-west-1.amazonaws.com',
    }),
    spec: {
      credentials: { credentialType: 'sts', sts: { arn: ROLE, externalId: 'e-1' }, partition: 'aws-us-gov' },
    },
  },
  'a public ECR': {
    written: config({ ecr: ecr({ private: false }), endpoint: 'public.ecr.aws' }),
    spec: { endpoint: 'public.ecr.aws', isPrivate: false, credentials: undefined },
  },
};

describe.each(Object.entries(CASES))('a registry with %s', (_, { written, spec }) => {
  const state = stateAfter(written);
  const desired = desiredRegistry(written, { ...state });

  it('is sent as Palette wants it', () => {
    expect(desired.registry.spec).toMatchObject(spec);
    const path = `/v1/registries/oci/${desired.kind}`;
    const body: unknown = JSON.parse(JSON.stringify(desired.registry));
    expect(checkRequest({ method: 'POST', path, body })).toEqual([]);
    expect(checkRequest({ method: 'POST', path: `${path}/validate`, body: (body as { spec: unknown }).spec })).toEqual(
      [],
    );
  });

  it('is read back as it was, although Palette masks its secrets', () => {
    expect(kindOf(state)).toBe(desired.kind);
    expect(stateOf(shown(desired), state)).toEqual(state);
  });

  it('has no secret and no mask after an import', () => {
    const imported = stateOf(shown(desired), importedPrior(importedState(desired.kind, 'uid-1', 'charts')));
    expect(JSON.stringify(imported)).not.toMatch(/\*\*\*/);
    const secrets = { password: null, token: null, password_wo_version: null, token_wo_version: null };
    expect(imported).toEqual({
      ...state,
      validate: true,
      wait_for_sync: true,
      basic: state.basic && { ...state.basic, ...secrets },
      ecr: state.ecr && {
        ...state.ecr,
        partition: null,
        credentials: state.ecr.credentials && keys(),
      },
      tls: state.tls && { ...state.tls, client_key: null },
    });
  });
});

describe('what a Palette may answer that has less in it', () => {
  const less = (kind: 'basic' | 'ecr', registry: object) => {
    // As JSON brings it: fields may be null, whatever the types say.
    const found = JSON.parse(JSON.stringify({ kind, registry })) as Found;
    return stateOf(found, importedPrior(importedState(kind, 'uid-1', 'charts')));
  };

  it.each([
    ['nothing', {}],
    ['nulls', { metadata: null, spec: null, status: null }],
    ['null parts', { spec: { endpoint: 'x', auth: null, providerType: '' }, status: { syncStatus: null } }],
  ])('%s, of a basic registry', (_, registry) => {
    expect(less('basic', registry)).toMatchObject({
      name: 'charts',
      provider_type: 'helm',
      synchronization: false,
      basic: { ...basic(), auth_type: 'noAuth' },
      tls: null,
      labels: null,
      sync_status: null,
    });
  });

  it.each([
    ['nothing', {}, false],
    ['null credentials', { spec: { isPrivate: true, credentials: null, tls: null } }, true],
    ['an empty account', { spec: { isPrivate: true, credentials: {} } }, true],
    ['pod identity', { spec: { isPrivate: true, credentials: { credentialType: 'pod-identity' } } }, true],
  ])('%s, of an ECR', (_, registry, isPrivate) => {
    expect(less('ecr', registry)).toMatchObject({ ecr: ecr({ private: isPrivate }), tls: null });
  });

  it('an account without a type is one with access keys, which is the default', () => {
    const credentials = { accessKey: 'AKIA1', secretKey: '********' };
    expect(less('ecr', { spec: { isPrivate: true, credentials } })).toMatchObject({
      ecr: { credentials: { access_key: 'AKIA1', secret_key: null } },
    });
  });

  it('a synchronization flag that stands in the status only', () => {
    expect(less('basic', { status: { syncStatus: { isSyncSupported: true, status: 'Completed' } } })).toMatchObject({
      synchronization: true,
      sync_status: 'Completed',
    });
  });
});

it('labels of others are not shown, whatever their names', () => {
  const prior = stateAfter(config({ basic: basic(), labels: { team: 'platform' } }));
  const labels = { team: 'platform', constructor: 'x', other: 'y' };
  const registry = { metadata: { name: 'charts', labels }, spec: { endpoint: 'x', auth: {} } };
  expect(stateOf({ kind: 'basic', registry }, prior).labels).toEqual({ team: 'platform' });
});

/** What Palette shows of a registry that it was sent. */
function shown({ kind, registry }: Desired): Found {
  const text = JSON.stringify(registry, (name, value: unknown) =>
    ['password', 'token', 'secretKey'].includes(name) ? '********' : value,
  );
  const read: unknown = JSON.parse(text);
  return kind === 'basic' ? { kind, registry: read as BasicOciRegistry } : { kind, registry: read as EcrRegistry };
}
