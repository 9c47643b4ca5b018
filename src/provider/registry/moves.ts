import { failure, type JsonObject, type Move } from '../../bridge/framework';
import { isMasked, splitBaseContentPaths } from '../../palette';

/** The schema version that Spectro Cloud's provider writes; its own upgrades bring older state there. */
const VERSION = 2;

/**
 * State of Spectro Cloud's own provider, for `moved` blocks. Under our own address, too: where that provider cannot be
 * installed any more, `terraform state replace-provider` puts its state there first.
 */
export const registryMoves: readonly Move[] = [
  {
    fromProvider: /(^|\/)(spectrocloud\/spectrocloud|palette-oci\/palette)$/,
    fromType: 'spectrocloud_registry_oci',
    move({ state, schemaVersion }) {
      if (schemaVersion !== VERSION) throw unknownVersion(schemaVersion);
      return moved(state);
    },
  },
];

/** Ours, as the next read would find it: whatever Palette knows better is read from there anyway. */
function moved(old: JsonObject): JsonObject {
  const credentials = onlyElement(old['credentials']);
  return {
    id: old['id'],
    name: old['name'],
    provider_type: textOf(old['provider_type']) ?? 'helm',
    endpoint: old['endpoint'],
    endpoint_suffix: textOf(old['endpoint_suffix']),
    base_content_paths: pathsOf(old['base_content_path']),
    synchronization: old['is_synchronization'] === true,
    validate: true,
    wait_for_sync: true,
    ...(old['type'] === 'ecr'
      ? { ecr: ecrOf(credentials, old['is_private'] !== false), basic: null }
      : { basic: basicOf(credentials), ecr: null }),
    tls: tlsOf(onlyElement(credentials['tls_config'])),
    timeouts: old['timeouts'] ?? null,
  };
}

/** Secrets that state holds already come along, so that who keeps the sensitive argument has nothing to apply. */
function basicOf(credentials: JsonObject): JsonObject {
  if (credentials['credential_type'] !== 'basic') return { auth_type: 'noAuth' };
  const password = secretOf(credentials['password']);
  return { username: textOf(credentials['username']), password, auth_type: 'basic' };
}

function ecrOf(credentials: JsonObject, isPrivate: boolean): JsonObject {
  const type = credentials['credential_type'];
  const accessKey = type === 'secret' ? textOf(credentials['access_key']) : null;
  return {
    private: isPrivate,
    credentials: accessKey === null ? null : { access_key: accessKey, secret_key: secretOf(credentials['secret_key']) },
    sts:
      type === 'sts'
        ? { role_arn: textOf(credentials['arn']) ?? '', external_id: textOf(credentials['external_id']) ?? '' }
        : null,
  };
}

/** The old `certificate` was sent as Palette's client certificate, whatever it was meant for: that is what it became. */
function tlsOf(tls: JsonObject): JsonObject | null {
  const certificate = textOf(tls['certificate']);
  const skips = tls['insecure_skip_verify'] === true;
  return certificate === null && !skips ? null : { client_certificate: certificate, insecure_skip_verify: skips };
}

function pathsOf(value: unknown): readonly string[] | null {
  const paths = splitBaseContentPaths(textOf(value) ?? '');
  return paths.length === 0 ? null : paths;
}

/** That provider writes an empty text for what is not set. */
function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Some of its versions wrote the mask that Palette shows into state. */
function secretOf(value: unknown): string | null {
  const text = textOf(value);
  return text === null || isMasked(text) ? null : text;
}

/** Its blocks are lists of one element at most. */
function onlyElement(value: unknown): JsonObject {
  const element: unknown = Array.isArray(value) ? value[0] : undefined;
  return typeof element === 'object' && element !== null ? (element as JsonObject) : {};
}

function unknownVersion(version: number) {
  return failure(
    'Unknown State Version',
    `The state of "spectrocloud_registry_oci" has schema version ${version}; version ${VERSION} can be moved. ` +
      (version < VERSION
        ? 'Run "terraform apply -refresh-only" with a newer version of the provider spectrocloud/spectrocloud first, which rewrites it'
        : 'Use a newer version of this provider') +
      ', or remove the moved block, take the registry out of state with "terraform state rm" and import it by its name. ' +
      'Nothing was changed.',
  );
}
