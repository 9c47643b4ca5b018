import { type ConfigOf, type Diagnostics, isUnknown, pathTo, type ValidateRequest } from '../../bridge/framework';
import { parseEcrEndpoint } from '../../aws';
import { keyFitsCertificate } from '../pem';
import { isPalettePartition, PARTITIONS } from './partition';
import type { RegistrySchema } from './schema';

type Config = ConfigOf<RegistrySchema>;

/** Rules between arguments that the schema cannot express. Whatever is unknown yet is checked when it is known. */
export function checkConfig({ config, diagnostics }: ValidateRequest<RegistrySchema>): void {
  checkEndpoint(config, diagnostics);
  checkSynchronization(config, diagnostics);
  checkEcr(config, diagnostics);
  checkPartition(config, diagnostics);
  checkTls(config, diagnostics);
}

function checkEndpoint({ endpoint, endpoint_suffix, basic, ecr }: Config, diagnostics: Diagnostics): void {
  if (isSet(endpoint_suffix) && isSet(ecr)) {
    const detail = '"endpoint_suffix" is set, but an Amazon ECR has none. Remove it, or use "basic" in place of "ecr".';
    diagnostics.error('Conflicting Arguments', detail, pathTo('endpoint_suffix'));
  }
  if (typeof endpoint !== 'string') return;
  if (isSet(ecr)) {
    const parsed = parseEcrEndpoint(endpoint);
    if ('problem' in parsed) diagnostics.error('Invalid Amazon ECR Endpoint', parsed.problem, pathTo('endpoint'));
  } else if (isSet(basic)) {
    const problem = problemOfBasicEndpoint(endpoint);
    if (problem) diagnostics.error('Invalid Endpoint', problem, pathTo('endpoint'));
  }
}

function problemOfBasicEndpoint(endpoint: string): string | undefined {
  const got = `endpoint is ${JSON.stringify(withoutCredentials(endpoint))}`;
  if (/^ghcr\.io\/(users|orgs)\/[^/\s]+$/i.test(endpoint)) return undefined;
  if (/\s/.test(endpoint)) return `${got}. Remove the white space.`;
  if (!/^https?:\/\//i.test(endpoint)) {
    const suggestion = /^[a-z][a-z0-9+.-]*:\/\//i.test(endpoint)
      ? endpoint.replace(/^[^:]+/, 'https')
      : `https://${endpoint}`;
    return `${got}. Expected a URL with its scheme, such as ${JSON.stringify(withoutCredentials(suggestion))}.`;
  }
  if (!URL.canParse(endpoint)) return `${got}. It is not a URL. Expected one such as "https://harbor.example.com".`;
  const url = new URL(endpoint);
  if (url.username || url.password) {
    return `${got}. Remove the user name and password from the URL and set "basic.username" and "basic.password_wo".`;
  }
  if (url.search || url.hash) return `${got}. Remove everything from ${JSON.stringify(url.search ? '?' : '#')} on.`;
  if (/^\/v2(\/|$)/.test(url.pathname)) {
    return `${got}. Remove "/v2": Palette adds it. Paths to charts belong into "base_content_paths".`;
  }
  if (/^ghcr\.io$/i.test(url.host) && url.pathname !== '/') {
    return `${got}. Expected "ghcr.io/users/NAME" or "ghcr.io/orgs/NAME", without "${url.protocol}//".`;
  }
  if (url.pathname !== '/') {
    const advice = `Expected ${JSON.stringify(url.origin)}. The path belongs into "base_content_paths" if charts are below it`;
    return `${got}. ${advice}, or into "endpoint_suffix" if the registry API is (JFrog Artifactory).`;
  }
  return undefined;
}

function checkSynchronization(config: Config, diagnostics: Diagnostics): void {
  const { synchronization, base_content_paths: paths, provider_type: providerType } = config;
  if (isUnknown(synchronization)) return;
  const isOn = synchronization ?? true;
  const hasNoPath = paths === null || (Array.isArray(paths) && paths.length === 0);
  if (isOn && hasNoPath) {
    diagnostics.error(
      'Missing Base Content Path',
      'Synchronization is on, so Palette must know where the charts are. Set "base_content_paths", e.g. ' +
        '["platform/charts"], or set "synchronization = false".',
      pathTo(paths === null ? 'synchronization' : 'base_content_paths'),
    );
  }
  if (!isOn && providerType === 'pack') {
    const detail = 'Palette synchronizes every registry of provider type "pack". Remove "synchronization = false".';
    diagnostics.error('Pack Registry Without Synchronization', detail, pathTo('synchronization'));
  }
}

function checkEcr({ ecr }: Config, diagnostics: Diagnostics): void {
  if (ecr === null || isUnknown(ecr)) return;
  const { credentials, sts } = ecr;
  if (isUnknown(ecr.private) || isUnknown(credentials) || isUnknown(sts)) return;
  const isPrivate = ecr.private ?? true;
  const path = pathTo('ecr');
  if (isPrivate && !credentials && !sts) {
    const detail =
      'A private ECR needs an AWS authentication method. Add a "credentials" block (access keys) or an "sts" block ' +
      '(a role that Palette assumes), or set "private = false" for a public ECR.';
    diagnostics.error('Missing AWS Authentication Method', detail, path);
  } else if (credentials && sts) {
    const detail = '"credentials" and "sts" are set together. Keep the authentication method that you want to use.';
    diagnostics.error('Conflicting AWS Authentication Methods', detail, path.attribute('sts'));
  } else if (!isPrivate && (credentials || sts)) {
    const name = credentials ? 'credentials' : 'sts';
    const detail = `A public ECR takes no authentication. Remove the "${name}" block, or "private = false".`;
    diagnostics.error('Authentication For A Public ECR', detail, path.attribute(name));
  }
}

/** Role, endpoint and registry must be of one partition; Palette could not even name the AWS endpoints of another. */
function checkPartition({ endpoint, ecr }: Config, diagnostics: Diagnostics): void {
  if (ecr === null || isUnknown(ecr) || isUnknown(ecr.partition) || typeof endpoint !== 'string') return;
  const parsed = parseEcrEndpoint(endpoint);
  if ('problem' in parsed || parsed.public) return;
  if (ecr.partition !== null && ecr.partition !== parsed.partition) {
    const detail = `ecr.partition is ${JSON.stringify(ecr.partition)}, but the endpoint is of the partition "${parsed.partition}". Remove "partition": it is read off the endpoint.`;
    diagnostics.error('Conflicting AWS Partition', detail, pathTo('ecr', 'partition'));
  } else if (!isPalettePartition(parsed.partition)) {
    const detail = `The endpoint is of the AWS partition "${parsed.partition}", which Palette does not know. Expected one of ${PARTITIONS.map((name) => `"${name}"`).join(', ')}.`;
    diagnostics.error('Unsupported AWS Partition', detail, pathTo('endpoint'));
  }
}

function checkTls({ tls }: Config, diagnostics: Diagnostics): void {
  if (tls === null || isUnknown(tls)) return;
  const { ca_certificate: ca, client_certificate: certificate, insecure_skip_verify: skip } = tls;
  if (skip === true && isSet(ca)) {
    const detail =
      '"insecure_skip_verify" is on, so the certificate in "ca_certificate" is not used. Remove one of them; ' +
      'the certificate is the safe way.';
    diagnostics.warning('Certificate Without Effect', detail, pathTo('tls', 'insecure_skip_verify'));
  }
  const key = typeof tls.client_key_wo === 'string' ? tls.client_key_wo : tls.client_key;
  if (typeof key !== 'string' || typeof certificate !== 'string') return;
  if (keyFitsCertificate(key, certificate) === false) {
    const name = typeof tls.client_key_wo === 'string' ? 'client_key_wo' : 'client_key';
    const detail = `"${name}" is not the key of "client_certificate". Give the two files of one pair.`;
    diagnostics.error('Key Does Not Fit The Certificate', detail, pathTo('tls', name));
  }
}

function isSet(value: unknown): boolean {
  return value !== null && !isUnknown(value);
}

function withoutCredentials(endpoint: string): string {
  return endpoint.replace(/\/\/[^/@]*@/, '//…@');
}
