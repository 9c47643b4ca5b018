import { useAws } from '../../support/aws-provider';
import {
  DNSMASQ,
  NFTABLES,
  ONLY_THE_NAME_SERVER_ASKS,
  type Service,
  setFirewall,
  startNameServerIn,
} from '../../support/namespace-services';
import { type NetworkNamespace } from '../../support/network-namespace';
import {
  API_HOST,
  createBucket,
  REAL_AWS_PARTS,
  REGISTRY_HOST,
  STARPORT_BUCKET,
  STARPORT_HOST,
} from '../../support/real-aws';
import { e2eArea } from '../area';
import {
  detailOf,
  failedOf,
  INTERNET_ADDRESS,
  Office,
  OTHER_HOSTS,
  type Printed,
  printed,
  withoutPath,
} from './office';

const LAYER = `https://${STARPORT_HOST}/layer`;
const BUCKET_OF_OTHERS = OTHER_HOSTS.bucketOfOthers.split('.')[0] ?? '';
const REFUSED = [
  { what: 'an object of another bucket', url: `https://${OTHER_HOSTS.bucketOfOthers}/plan`, method: 'GET' },
  { what: 'the list of the starport bucket', url: `https://${STARPORT_HOST}/`, method: 'GET' },
  { what: 'a write to the starport bucket', url: `https://${STARPORT_HOST}/new`, method: 'PUT' },
];

e2eArea('Allowlist', { parts: [...REAL_AWS_PARTS, DNSMASQ, NFTABLES] }, (area) => {
  const terraform = useAws();
  let office: Office;
  let text: Printed;
  let names: Service;

  beforeAll(async () => {
    text = await printed(terraform);
    office = await Office.open({ nameServer: '127.0.0.1' });
    await startNameServerIn(office.internet.namespace, { address: INTERNET_ADDRESS, answer: INTERNET_ADDRESS });
    await setFirewall(office.namespace, ONLY_THE_NAME_SERVER_ASKS);
  });
  afterAll(() => office.close());

  const allow = (allowed: readonly string[]): Promise<Service> =>
    startNameServerIn(office.namespace, { address: '127.0.0.1', forward: { names: allowed, to: INTERNET_ADDRESS } });

  // dnsmasq lets through what is below a name, too; DNS Firewall does not, and that is not tested here.
  describe('a name server that answers exactly the domain list of the DNS firewall', () => {
    beforeAll(async () => {
      names = await allow(text.domains);
    });
    afterAll(() => names.stop());

    it('lets the probe read a chart to its end', async () => {
      const probe = await office.probe();
      expect({ code: probe.code, failed: failedOf(probe) }).toEqual({ code: 0, failed: [] });
    });
    it('lets data.palette_registry_probe read a chart to its end', async () => {
      expect(failedOf(await office.probeByTerraform(terraform))).toEqual([]);
    });
    it.each([API_HOST, REGISTRY_HOST, STARPORT_HOST])('knows %s', async (host) => {
      expect((await lookUp(office.namespace, host)).trim().split(/ +/)).toEqual([INTERNET_ADDRESS, host]);
    });
    it.each(Object.values(OTHER_HOSTS))('does not know %s, which is there', async (host) => {
      expect(await lookUp(office.namespace, host)).toBe('');
      expect(await ask(office.namespace, INTERNET_ADDRESS, host)).toBe('');
      expect(await ask(office.internet.namespace, INTERNET_ADDRESS, host)).toBe(INTERNET_ADDRESS);
      area.count('names that nobody allowed, not known', 1);
    });
  });

  describe('a name server without the name of the starport bucket', () => {
    const expected =
      `The host name "${STARPORT_HOST}" is not known. Expected a name that DNS can resolve. Check how the host is written, ` +
      `and the DNS of this computer. The registry "${REGISTRY_HOST}" keeps this content there, so that host must be ` +
      `reachable too.\n\nGET https://${STARPORT_HOST}/…: getaddrinfo ENOTFOUND ${STARPORT_HOST}`;
    beforeAll(async () => {
      const others = text.domains.filter((name) => name !== STARPORT_HOST);
      expect(others).toHaveLength(text.domains.length - 1);
      names = await allow(others);
    });
    afterAll(() => names.stop());

    it('fails the probe at the blob alone, and the probe names the host to allow', async () => {
      const probe = await office.probe();
      expect({ code: probe.code, failed: failedOf(probe) }).toEqual({ code: 1, failed: ['blob'] });
      expect(withoutPath(detailOf(probe, 'blob'))).toBe(expected);
    });
    it('fails data.palette_registry_probe in the same words', async () => {
      expect(withoutPath(detailOf(await office.probeByTerraform(terraform), 'blob'))).toBe(expected);
    });
  });

  describe('S3 gateway policy (as moto reads it: actions and resources, not principals, conditions, other policies)', () => {
    beforeAll(async () => {
      names = await allow(text.domains);
      await createBucket(office.internet.s3, STARPORT_BUCKET, { layer: 'a layer' });
      await createBucket(office.internet.s3, BUCKET_OF_OTHERS, { plan: 'a secret' });
    });
    afterAll(() => names.stop());
    beforeEach(() => {
      office.internet.front.gatewayPolicy = text.gatewayPolicy;
    });

    it('lets through an object of the starport bucket', async () => {
      expect(await statusOf('GET', LAYER)).toBe('200');
    });
    it.each(REFUSED)('refuses $what, which there is without the policy', async ({ url, method }) => {
      expect(await statusOf(method, url)).toBe('403');
      office.internet.front.gatewayPolicy = undefined;
      expect(await statusOf(method, url)).toBe('200');
      area.count('kinds of request that nobody allowed, refused', 1);
    });
    it('lets the probe read a chart to its end', async () => {
      expect(failedOf(await office.probe())).toEqual([]);
    });
    it('that names the bucket of another region fails the probe at the blob, which says what may be in the way', async () => {
      office.internet.front.gatewayPolicy = text.gatewayPolicy.replace('us-east-1', 'eu-west-1');
      const probe = await office.probe();
      expect(failedOf(probe)).toEqual(['blob']);
      expect(withoutPath(detailOf(probe, 'blob')).replace(/sha256:\w+/, 'sha256:…')).toBe(
        `The content server "${STARPORT_HOST}" does not allow to read the blob "sha256:…" of the repository ` +
          '"platform/charts/web". Expected read access. Allow it in the registry, or use credentials that may. The registry ' +
          `"${REGISTRY_HOST}" keeps this content there. Something on the way may forbid it: the policy of a VPC endpoint, ` +
          `for example, that lets only some requests through.\n\nGET https://${STARPORT_HOST}/…: 403`,
      );
    });
  });

  /** A request with a signature in its URL, as a registry's redirect has one. */
  async function statusOf(method: string, url: string): Promise<string> {
    const options = ['-s', '--cacert', office.internet.caFile, '-o', '/dev/null', '-w', '%{http_code}', '-X', method];
    const signed = `${url}?X-Amz-Signature=0`;
    const args = [...options, '--connect-to', `::${INTERNET_ADDRESS}:443`, signed];
    return (await office.namespace.run('curl', args, {})).stdout;
  }
});

/** As every program of the namespace does it. */
async function lookUp(namespace: NetworkNamespace, host: string): Promise<string> {
  return (await namespace.run('getent', ['ahostsv4', host], {})).stdout.split('\n')[0]?.replace('STREAM', '') ?? '';
}

/** The address that a certain name server gives; empty if it does not answer. */
async function ask(namespace: NetworkNamespace, server: string, host: string): Promise<string> {
  const program = `
    const resolver = new (require('node:dns').promises.Resolver)({ timeout: 500, tries: 1 });
    resolver.setServers([${JSON.stringify(server)}]);
    resolver.resolve4(${JSON.stringify(host)}).then(([address]) => process.stdout.write(address), () => undefined);
  `;
  return (await namespace.run(process.execPath, ['-e', program], {})).stdout;
}
