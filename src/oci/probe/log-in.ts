import { ecrLogin, type EcrLoginOptions } from '../ecr-login';
import { OciError } from '../oci-error';
import { type OciCredentials, type OciRegistryOptions } from '../options';
import { OciRegistry } from '../registry';
import { type Finding } from './check-list';

/** A private Amazon ECR: its password is asked for with access keys. */
export interface EcrCredentials {
  readonly type: 'ecr';
  readonly region: string;
  /** 12 digits. @default - the account of the access key */
  readonly accountId?: string;
  /** @default - none: who logs in is a role that only others can assume, so only what needs no login is checked */
  readonly accessKey?: EcrLoginOptions['credentials'];
  /** URL to call in place of AWS's own API, for example that of a VPC endpoint. */
  readonly apiEndpoint?: string;
}

/** What the checks after the login go on with: undefined where nothing can be read without a login. */
export interface Session {
  readonly registry?: OciRegistry;
}

export type LoginOptions = Omit<OciRegistryOptions, 'credentials'> & {
  readonly credentials: OciCredentials | EcrCredentials;
};

/** Logs in; `opened` gets the registry, which is to be closed also where the login fails. */
export async function logIn(
  options: LoginOptions,
  signal: AbortSignal,
  opened: (registry: OciRegistry) => void,
): Promise<Finding<Session>> {
  const { credentials } = options;
  if (credentials.type !== 'ecr') return enter({ ...options, credentials }, signal, opened);
  const { accessKey, region, accountId, apiEndpoint } = credentials;
  if (accessKey === undefined) return askForDemand(options, signal, opened);
  const { timeoutMs, extraRootsFile, environment } = options;
  const login = await ecrLogin({
    region,
    accountId,
    credentials: accessKey,
    endpoint: apiEndpoint,
    timeoutMs,
    extraRootsFile,
    environment,
    signal,
  });
  const { username, password } = login;
  const { found } = await enter({ ...options, credentials: { type: 'basic', username, password } }, signal, opened);
  return { detail: `Amazon ECR gave a password to the access key, and the registry took it.`, found };
}

async function enter(
  options: OciRegistryOptions,
  signal: AbortSignal,
  opened: (registry: OciRegistry) => void,
): Promise<Finding<Session>> {
  const registry = new OciRegistry(options);
  opened(registry);
  await registry.ping({ signal });
  return { detail: outcome(options.credentials, registry), found: { registry } };
}

function outcome({ type }: OciCredentials, { demand }: OciRegistry): string {
  if (type === 'token') return 'The registry took the token.';
  if (type === 'anonymous') {
    return demand.scheme === 'bearer'
      ? `The registry lets anyone in, with a token of the token server "${demand.tokenServer}".`
      : 'The registry lets anyone in.';
  }
  if (demand.scheme === 'none') {
    return 'The registry did not ask who is there, so the user name and password were not checked.';
  }
  if (demand.scheme === 'basic') return 'The registry took the user name and password.';
  return `The token server "${demand.tokenServer}" took the user name and password, and the registry its token.`;
}

/** Without access keys a private ECR must refuse; that it does so in its own way shows that it can be reached. */
async function askForDemand(
  options: LoginOptions,
  signal: AbortSignal,
  opened: (registry: OciRegistry) => void,
): Promise<Finding<Session>> {
  try {
    const { detail } = await enter({ ...options, credentials: { type: 'anonymous' } }, signal, opened);
    return { detail: `${detail} Expected a private Amazon ECR to ask for a login.`, found: {} };
  } catch (error) {
    if (!(error instanceof OciError) || error.reason !== 'unauthorized') throw error;
    const detail =
      'The registry asks for a login, as a private Amazon ECR does. Not checked: no access key is given, and a role can only ' +
      'be tried by those who may assume it.';
    return { detail, found: {} };
  }
}
