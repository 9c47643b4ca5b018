import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSampleIdentity } from '../../src/sandbox/sample-identity';
import { startSampleRegistry } from '../../src/sandbox/sample-registry';
import { issueCertificate } from './certificates';
import { type Squid, startSquid } from './squid';
import { temporaryFolder } from './temporary-folder';

export const REGISTRY_NAME = 'registry.test';
/** An API of AWS, without TLS, at whatever port a test has it. */
export const AWS_NAME = 'aws.test';

/** A registry that is only reached through a proxy, with a certificate of an authority that only the company trusts. */
export interface CompanyNetwork {
  readonly endpoint: string;
  readonly username: string;
  readonly password: string;
  readonly baseContentPath: string;
  readonly proxy: Squid;
  /** HTTPS_PROXY, HTTP_PROXY and NODE_EXTRA_CA_CERTS, as people there have them. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Names below "test" are in no DNS but the proxy's own, so whatever is reached by them was reached through it. */
export async function startCompanyNetwork(login: { username: string; password: string }): Promise<CompanyNetwork> {
  const authority = await issueCertificate({ name: 'Company CA', isAuthority: true });
  const { certificate, key } = await issueCertificate({ name: 'charts', issuer: authority, hosts: [REGISTRY_NAME] });
  const identity = { ...(await newSampleIdentity()), ...login, certificate, privateKey: key };
  const registry = await startSampleRegistry(identity);
  const proxy = await startSquid(`acl allowed dstdomain -n ${REGISTRY_NAME} ${AWS_NAME}\nhttp_access allow allowed\n`, {
    [REGISTRY_NAME]: '127.0.0.1',
    [AWS_NAME]: '127.0.0.1',
  });
  const authorityFile = join(temporaryFolder(), 'company-ca.pem');
  writeFileSync(authorityFile, authority.certificate);
  return {
    ...login,
    endpoint: `https://${REGISTRY_NAME}:${registry.port}`,
    baseContentPath: registry.access.baseContentPath,
    proxy,
    environment: { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: authorityFile },
    close: async () => {
      await Promise.all([registry.close(), proxy.close()]);
    },
  };
}
