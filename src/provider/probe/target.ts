import { parseEcrEndpoint } from '../../aws';
import { type KnownConfigOf } from '../../bridge/framework';
import { type OciTls, type ProbeOptions } from '../../oci';
import { type ProbeSchema } from './schema';

type Config = KnownConfigOf<ProbeSchema>;
type Target = Pick<ProbeOptions, 'endpoint' | 'basePath' | 'basePaths' | 'credentials' | 'tls'>;

/** The arguments in the words of the distribution API. They were checked before. */
export function targetOf(config: Config): Target {
  return {
    ...placeOf(config),
    credentials: credentialsOf(config),
    basePaths: config.base_content_paths ?? [],
    tls: tlsOf(config),
  };
}

/** GHCR's endpoint names an owner, which there is the beginning of every repository's name. */
function placeOf({ endpoint, endpoint_suffix: suffix, ecr }: Config): Pick<Target, 'endpoint' | 'basePath'> {
  if (ecr !== null) return { endpoint: `https://${endpoint}` };
  const owner = /^ghcr\.io\/(?:users|orgs)\/([^/]+)$/i.exec(endpoint)?.[1];
  if (owner !== undefined) return { endpoint: 'https://ghcr.io', basePath: owner.toLowerCase() };
  return { endpoint, basePath: suffix ?? undefined };
}

function credentialsOf({ endpoint, basic, ecr }: Config): Target['credentials'] {
  const { token, username, password } = basic ?? {};
  if (token) return { type: 'token', token };
  if (username && password) return { type: 'basic', username, password };
  const parsed = parseEcrEndpoint(endpoint);
  const isPrivateEcr = ecr !== null && ecr.private !== false && !('problem' in parsed) && !parsed.public;
  if (!isPrivateEcr) return { type: 'anonymous' };
  const { accountId, region = '' } = parsed;
  const { credentials: keys } = ecr;
  const accessKey = keys && {
    accessKeyId: keys.access_key,
    secretAccessKey: keys.secret_key,
    sessionToken: keys.session_token ?? undefined,
  };
  return { type: 'ecr', region, accountId, accessKey: accessKey ?? undefined };
}

function tlsOf({ tls }: Config): OciTls {
  return {
    ca: tls?.ca_certificate ?? undefined,
    clientCertificate: tls?.client_certificate ?? undefined,
    clientKey: tls?.client_key ?? undefined,
    insecureSkipVerify: tls?.insecure_skip_verify ?? false,
  };
}
