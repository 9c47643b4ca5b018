import { useAws } from '../../support/aws-provider';
import {
  NFTABLES,
  type Service,
  setFirewall,
  SQUID_PORT,
  SQUID_USER,
  startSquidIn,
} from '../../support/namespace-services';
import { API_HOST, REAL_AWS_PARTS, REGISTRY_HOST, STARPORT_HOST } from '../../support/real-aws';
import { SQUID } from '../../support/squid';
import { e2eArea } from '../area';
import { detailOf, failedOf, INTERNET_ADDRESS, Office, OTHER_HOSTS, printed, withoutPath } from './office';

const PROXY = `http://127.0.0.1:${SQUID_PORT}`;
const THROUGH_PROXY = { HTTPS_PROXY: PROXY };
const HOSTS = [API_HOST, REGISTRY_HOST, STARPORT_HOST, ...Object.values(OTHER_HOSTS)];
/** What squid knows of DNS; the office knows it too, so that only the firewall is in its way. */
const NAMES = Object.fromEntries(HOSTS.map((host) => [host, INTERNET_ADDRESS]));

/** `reached` is what the internet itself answers, where it has something there. */
const REFUSED: readonly { readonly what: string; readonly url: string; readonly reached?: string }[] = [
  { what: 'another host', url: `https://${OTHER_HOSTS.anything}/`, reached: '200' },
  { what: 'the registry of another account', url: `https://${OTHER_HOSTS.registryOfOthers}/v2/`, reached: '401' },
  {
    what: 'the starport bucket of another region',
    url: `https://${OTHER_HOSTS.bucketOfAnotherRegion}/x`,
    reached: '404',
  },
  { what: 'another bucket', url: `https://${OTHER_HOSTS.bucketOfOthers}/x`, reached: '404' },
  { what: 'an allowed host by its address', url: `https://${INTERNET_ADDRESS}/`, reached: '200' },
  { what: 'a host below an allowed one', url: `https://x.${API_HOST}/` },
  { what: 'a host that only ends like an allowed one', url: `https://x${API_HOST}/` },
  { what: 'another port of an allowed host', url: `https://${REGISTRY_HOST}:22/` },
  { what: 'plain HTTP to an allowed host', url: `http://${REGISTRY_HOST}/v2/` },
];

e2eArea('Allowlist', { parts: [...REAL_AWS_PARTS, SQUID, NFTABLES] }, (area) => {
  const terraform = useAws();
  let office: Office;
  let rules: string;
  let squid: Service;

  beforeAll(async () => {
    rules = (await printed(terraform)).squid;
    office = await Office.open({ hosts: NAMES });
    await setFirewall(office.namespace, [`meta skuid "${SQUID_USER}" accept`]);
  });
  afterAll(() => office.close());

  describe('squid with exactly the rules that Terraform printed, as the only way out', () => {
    beforeAll(async () => {
      squid = await startSquidIn(office.namespace, rules, NAMES);
    });
    afterAll(() => squid.stop());

    it('lets the probe read a chart to its end', async () => {
      const probe = await office.probe(THROUGH_PROXY);
      expect({ code: probe.code, failed: failedOf(probe) }).toEqual({ code: 0, failed: [] });
      expect(detailOf(probe, 'connection')).toBe(
        `Connected to "${REGISTRY_HOST}" through the proxy "127.0.0.1:${SQUID_PORT}".`,
      );
      expect(detailOf(probe, 'blob')).toContain(`The registry keeps content at "${STARPORT_HOST}"`);
    });

    it('lets data.palette_registry_probe read a chart to its end', async () => {
      const probe = await office.probeByTerraform(terraform, THROUGH_PROXY);
      expect({ ok: probe.ok, failed: failedOf(probe) }).toEqual({ ok: true, failed: [] });
    });

    it('is needed: without it the firewall refuses everything', async () => {
      const probe = await office.probe();
      expect(failedOf(probe)[0]).toBe('connection');
      expect(detailOf(probe, 'connection')).toBe(
        `The registry "${REGISTRY_HOST}" refused the connection. Expected a server that listens there. Check host and port, ` +
          `and that no firewall closes them.\n\nTCP https://${REGISTRY_HOST}/: connect ECONNREFUSED ${INTERNET_ADDRESS}:443`,
      );
    });

    it.each(REFUSED)('refuses $what', async ({ url, reached }) => {
      const status = '%{http_connect} %{http_code}';
      const curl = ['-s', '--insecure', '-o', '/dev/null', '-w', status];
      const { stdout } = await office.namespace.run('curl', [...curl, '--proxy', PROXY, url], {});
      expect(stdout).toBe(url.startsWith('http:') ? '000 403' : '403 000');
      area.count('kinds of request that nobody allowed, refused', 1);
      if (reached === undefined) return;
      const direct = await office.internet.namespace.run('curl', [...curl, '--connect-to', '::127.0.0.1:443', url], {});
      expect(direct.stdout).toBe(`000 ${reached}`);
    });
  });

  describe('squid without the line of the starport bucket', () => {
    const expected =
      `The proxy "127.0.0.1:${SQUID_PORT}" refused to connect to "${STARPORT_HOST}" (403). Expected the proxy to open a ` +
      `tunnel. Allow that host in the proxy, or except it by NO_PROXY. The registry "${REGISTRY_HOST}" keeps this content ` +
      `there, so that host must be reachable too.\n\nGET https://${STARPORT_HOST}/…: UND_ERR_ABORTED: Proxy response (403) ` +
      '!== 200 when HTTP Tunneling';
    beforeAll(async () => {
      const lines = rules.split('\n');
      const others = lines.filter((line) => !line.includes(STARPORT_HOST));
      expect(others).toHaveLength(lines.length - 1);
      squid = await startSquidIn(office.namespace, others.join('\n'), NAMES);
    });
    afterAll(() => squid.stop());

    it('fails the probe at the blob alone, and the probe names the host to allow', async () => {
      const probe = await office.probe(THROUGH_PROXY);
      expect({ code: probe.code, failed: failedOf(probe) }).toEqual({ code: 1, failed: ['blob'] });
      expect(withoutPath(detailOf(probe, 'blob'))).toBe(expected);
    });

    it('fails data.palette_registry_probe in the same words', async () => {
      const probe = await office.probeByTerraform(terraform, THROUGH_PROXY);
      expect(probe.ok).toBe(false);
      expect(withoutPath(detailOf(probe, 'blob'))).toBe(expected);
    });
  });
});
