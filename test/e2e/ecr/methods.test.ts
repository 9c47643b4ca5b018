import { join } from 'node:path';
import { EcrIdentity } from '../../../lib/aws';
import { createUser } from '../../support/aws-moto';
import { useAws } from '../../support/aws-provider';
import {
  API_HOST,
  type PaletteHere,
  policy,
  REAL_AWS_PARTS,
  RealAws,
  REGISTRY_HOST,
  type Seen,
  STARPORT_HOST,
  startPalette,
  STS_HOST,
} from '../../support/real-aws';
import { e2eArea } from '../area';
import { BASE_PATH, pushAll, type Registration, registration } from './registration';

const PALETTE_OCI = join(__dirname, '../../../dist/cli/palette-oci.js');
/** The charts below the base path: the one of "billing" is not among them. */
const CHARTS = { api: ['2.0.0'], pg: ['0.1.0'], web: ['1.1.0', '1.0.0'] };

const METHODS = [
  { method: 'credentials', identity: () => EcrIdentity.user(), hosts: [API_HOST, REGISTRY_HOST, STARPORT_HOST] },
  { method: 'role', identity: () => EcrIdentity.role(), hosts: [API_HOST, REGISTRY_HOST, STARPORT_HOST, STS_HOST] },
];

e2eArea("ECR with AWS's real names", { parts: REAL_AWS_PARTS }, (area) => {
  const terraform = useAws();
  let aws: RealAws;
  let palette: PaletteHere;

  beforeAll(async () => {
    aws = await RealAws.open();
    await pushAll(aws);
    palette = await startPalette(aws);
  });
  afterAll(async () => {
    await aws.close();
    palette.remove();
  });

  describe('the probe reads a chart through the redirect to the starport bucket', () => {
    it('with all checks, and without showing the password to the bucket', async () => {
      const key = await aws.setUp((moto) => createUser(moto, 'prober', [policy(['ecr:*'], '*')]));
      const env = aws.clientEnvironment({ AWS_SECRET_ACCESS_KEY: key.secretAccessKey });
      const before = aws.front.seen.length;
      const args = [PALETTE_OCI, 'probe', REGISTRY_HOST, '--access-key', key.accessKeyId, '--json'];
      const run = await aws.namespace.run(process.execPath, [...args, '--base-content-path', BASE_PATH], env);
      expect(run).toMatchObject({ code: 0, stderr: '' });
      const { ok, checks, charts } = JSON.parse(run.stdout);
      expect({ ok, failed: checks.filter((check: { ok: boolean }) => !check.ok) }).toEqual({ ok: true, failed: [] });
      expect(checks.find(({ name }: { name: string }) => name === 'blob').detail).toMatch(
        `The registry keeps content at "${STARPORT_HOST}", which got no credentials. That host must be reachable, too.`,
      );
      expect(charts).toHaveLength(3);
      expect(redirects(aws.front.seen.slice(before))).toEqual({ to: [STARPORT_HOST], authorizations: [undefined] });
    });
  });

  describe.each(METHODS)('the $method method, with the IAM policy that the construct made', ({ identity, hosts }) => {
    let all: Registration;
    beforeAll(async () => {
      all = await registration(terraform, aws, palette, identity);
      area.count('requests to AWS', all.seen.length);
    });

    it('registers, validates and synchronizes', () => {
      expect(all.applied.text).toContain('Apply complete!');
      expect(all.applied.code).toBe(0);
      expect(all.syncStatus).toBe('Completed');
    });
    it('makes Palette list the charts below the base path and no others', () => {
      expect(all.listed).toEqual(CHARTS);
    });
    it('has nothing to do in a second plan', () => {
      expect(all.secondPlan).toBe(0);
    });
    it('asks the documented hosts and no others', () => {
      expect([...new Set(all.seen.map(({ host }) => host))].sort()).toEqual([...hosts].sort());
    });
    it('gets every layer from the starport bucket, which sees no credentials', () => {
      expect(redirects(all.seen)).toEqual({ to: [STARPORT_HOST], authorizations: [undefined] });
    });
    it('logs in anew for a synchronization after the password has expired', () => {
      const logins = all.seenAfterExpiry.filter(({ host }) => host === API_HOST);
      expect(logins.map(({ status }) => status)).toEqual([200]);
      expect(all.seenAfterExpiry.filter(({ status }) => status === 403)).toEqual([]);
    });
    it('is gone from Palette after a destroy', () => {
      expect(all.registered).toContain('charts');
      expect(all.left).not.toContain('charts');
    });
  });
});

/** Where requests for blobs were sent to, and what was shown there. */
function redirects(seen: readonly Seen[]) {
  const sent = seen.filter(({ status }) => status === 307).map(({ location = '' }) => new URL(location).host);
  const shown = seen.filter(({ host }) => host === STARPORT_HOST).map(({ authorization }) => authorization);
  return { to: [...new Set(sent)], authorizations: [...new Set(shown)] };
}
