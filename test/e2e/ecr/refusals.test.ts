import { PaletteProvider } from '../../../lib';
import { EcrHelmRegistry, EcrIdentity } from '../../../lib/aws';
import { useAws } from '../../support/aws-provider';
import { type PaletteHere, REAL_AWS_PARTS, RealAws, REGISTRY_HOST, startPalette } from '../../support/real-aws';
import { e2eArea } from '../area';
import { type Circumstances, ONE_CHART, REFUSALS } from './refusal-table';
import { BASE_PATH, createIam, enter, pushAll } from './registration';

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  /** `palette_oci_registry.<name>` */
  readonly address: string;
  readonly snippet?: { readonly code: string };
}

/** The provider gives IAM two minutes to settle, but never more than the operation has. */
const CREATE_TIMEOUT = '20s';

e2eArea("ECR with AWS's real names", { parts: REAL_AWS_PARTS }, (area) => {
  const terraform = useAws();
  let aws: RealAws;
  let palette: PaletteHere;
  let diagnostics: readonly Diagnostic[];

  beforeAll(async () => {
    aws = await RealAws.open();
    await pushAll(aws);
    palette = await startPalette(aws);
    diagnostics = await refusals(await circumstances());
    area.count('rights that were missing or wrong, each told', REFUSALS.length);
  });
  afterAll(async () => {
    await aws.close();
    palette.remove();
  });

  /** What the constructs made for a role, as Terraform would send it. */
  async function circumstances(): Promise<Circumstances> {
    const build: Parameters<typeof terraform.stack>[0] = (stack) => {
      new PaletteProvider(stack, 'palette');
      const identity = EcrIdentity.role();
      new EcrHelmRegistry(stack, 'charts', { endpoint: REGISTRY_HOST, identity, baseContentPaths: [BASE_PATH] });
    };
    const folder = await createIam(enter(await terraform.stack(build, { sandbox: palette }), aws), aws);
    const { policy } = await folder.state(folder.addressOf('aws_iam_policy'));
    const { assume_role_policy: trust } = await folder.state(folder.addressOf('aws_iam_role'));
    return { document: String(policy), trust: String(trust), palette };
  }

  /** All cases in one apply, side by side: each waits for IAM to settle. */
  async function refusals(given: Circumstances): Promise<readonly Diagnostic[]> {
    const blocks = await aws.setUp((moto) =>
      Promise.all(
        REFUSALS.map(async ({ name, basePath = ONE_CHART, ecr }) =>
          registryHcl(name, basePath, await ecr(moto, name, given)),
        ),
      ),
    );
    const folder = enter(await terraform.folder(blocks.join(''), { sandbox: palette }), aws);
    const { stdout } = await folder.apply('-json', `-parallelism=${REFUSALS.length}`);
    return stdout
      .split('\n')
      .filter((line) => line.includes('"type":"diagnostic"'))
      .map((line) => (JSON.parse(line) as { diagnostic: Diagnostic }).diagnostic);
  }

  describe('rights that are missing or wrong in AWS are told, each with what to do', () => {
    it.each(REFUSALS)('$name', ({ name, summary, detail, at }) => {
      const own = diagnostics.filter(({ address }) => address === `palette_oci_registry.${name}`);
      const said = own.map((one) => ({
        severity: one.severity,
        summary: one.summary,
        detail: one.detail.replace(/sha256:[0-9a-f]{64}/g, 'sha256:…'),
        at: one.snippet?.code.trim().replace(/ +/g, ' '),
      }));
      expect(said).toEqual([{ severity: 'error', summary, detail: detail(name, palette), at: at(name) }]);
    });

    it('and no registry is registered that Palette could not log in to', async () => {
      const left = (await palette.registries()).filter((name) => REFUSALS.some((refusal) => refusal.name === name));
      const created = REFUSALS.filter(({ summary }) => summary === 'Synchronization Failed').map(({ name }) => name);
      expect([...left].sort()).toEqual([...created].sort());
    });
  });
});

function registryHcl(name: string, basePath: string, ecr: string): string {
  return `
resource "palette_oci_registry" "${name}" {
  name               = "${name}"
  endpoint           = "${REGISTRY_HOST}"
  base_content_paths = ["${basePath}"]
  ecr {
    ${ecr}
  }
  timeouts {
    create = "${CREATE_TIMEOUT}"
  }
}
`;
}
