import { type ConfigOf, type Diagnostics, isUnknown, pathTo } from '../../bridge/framework';
import type { RegistrySchema } from './schema';

type Config = ConfigOf<RegistrySchema>;

/**
 * Warns of what Palette's documentation leaves out of its table of registries, or calls unsupported. Its API does not
 * refuse it in a documented way, so it is no error.
 */
export function checkDocumentedUse(config: Config, diagnostics: Diagnostics): void {
  const { provider_type: providerType, ecr } = config;
  const isAnonymous = isWithoutAuthentication(config);
  if (providerType === 'zarf' && ecr !== null && !isUnknown(ecr)) {
    const detail =
      'Palette documents Zarf registries with basic authentication only, not in an Amazon ECR, and may not be able to use ' +
      'this one. Put the packages into another registry, with "basic" in place of "ecr".';
    diagnostics.warning('Zarf Registry In Amazon ECR', detail, pathTo('provider_type'));
  }
  if (providerType === 'zarf' && isAnonymous) {
    const detail =
      'Palette documents Zarf registries with basic authentication only, and may not be able to use one without. ' +
      GIVE_CREDENTIALS;
    diagnostics.warning('Zarf Registry Without Authentication', detail, pathTo('basic', 'username'));
  }
  if (providerType === 'pack' && isAnonymous) {
    const detail =
      'Palette documents pack registries with basic authentication or in an Amazon ECR only, and may not be able to use ' +
      `one without. ${GIVE_CREDENTIALS}`;
    diagnostics.warning('Pack Registry Without Authentication', detail, pathTo('basic', 'username'));
  }
  if (isGhcr(config.endpoint)) checkGhcr(config, isAnonymous, diagnostics);
}

const GIVE_CREDENTIALS = 'Add "username" and "password_wo" to "basic".';

function checkGhcr({ synchronization }: Config, isAnonymous: boolean, diagnostics: Diagnostics): void {
  if (synchronization === false) {
    const detail =
      'Palette documents that GHCR needs synchronization, and may not be able to use this registry. Remove ' +
      '"synchronization = false".';
    diagnostics.warning('GHCR Without Synchronization', detail, pathTo('synchronization'));
  }
  if (isAnonymous) {
    const detail =
      'Palette documents that it does not support GHCR without authentication. Add "username" and "password_wo" to ' +
      '"basic", with a classic personal access token of GitHub as the password.';
    diagnostics.warning('GHCR Without Authentication', detail, pathTo('basic', 'username'));
  }
}

function isGhcr(endpoint: Config['endpoint']): boolean {
  return typeof endpoint === 'string' && /^(ghcr\.io\/.+|https?:\/\/ghcr\.io\/?)$/i.test(endpoint);
}

/** Whether `basic` is there and certainly holds neither user name nor token. */
function isWithoutAuthentication({ basic }: Config): boolean {
  if (basic === null || isUnknown(basic)) return false;
  return basic.username === null && basic.token === null && basic.token_wo === null;
}
