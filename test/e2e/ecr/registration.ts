import { PaletteProvider } from '../../../lib';
import { EcrHelmRegistry, type EcrIdentity } from '../../../lib/aws';
import { DataOciRegistryCharts, OciRegistrySync } from '../../../lib/palette';
import { type AwsFolder, type useAws } from '../../support/aws-provider';
import { type PaletteHere, type RealAws, REGISTRY_HOST, type Seen, takeIam } from '../../support/real-aws';
import { type Run } from '../../support/terraform';

/** What is in the registry: repository -> versions. */
export const PUSHED: Readonly<Record<string, readonly string[]>> = {
  'platform/charts/api': ['2.0.0'],
  'platform/charts/db/pg': ['0.1.0'],
  'platform/charts/web': ['1.0.0', '1.1.0'],
  'billing/api': ['1.0.0'],
};
export const BASE_PATH = 'platform/charts';

export async function pushAll(aws: RealAws): Promise<void> {
  for (const [repository, versions] of Object.entries(PUSHED)) {
    for (const version of versions) await aws.pushChart(repository, { version });
  }
}

/** Terraform as a person uses it in the namespace, who must trust the certificates there. */
export function enter(folder: AwsFolder, aws: RealAws): AwsFolder {
  folder.env['PATH'] = `${aws.namespace.programFolder('terraform')}:${folder.env['PATH']}`;
  folder.env['NODE_EXTRA_CA_CERTS'] = aws.caFile;
  return folder;
}

export interface Registration {
  readonly applied: Run;
  /** What Palette lists afterwards: name -> versions. */
  readonly listed: Readonly<Record<string, readonly string[]>>;
  readonly syncStatus: unknown;
  /** Exit code of a second plan. */
  readonly secondPlan: number | null;
  /** All that went to AWS meanwhile. */
  readonly seen: readonly Seen[];
  /** What a synchronization asked AWS for when all passwords had expired. */
  readonly seenAfterExpiry: readonly Seen[];
  /** Names of registries in Palette, and those that are left after the destruction. */
  readonly registered: readonly string[];
  readonly left: readonly string[];
}

/** One `EcrHelmRegistry` from its first apply to its destruction; its IAM objects become real in moto on the way. */
export async function registration(
  { stack }: ReturnType<typeof useAws>,
  aws: RealAws,
  palette: PaletteHere,
  identity: () => EcrIdentity,
): Promise<Registration> {
  const folder = await stack(
    (scope) => {
      new PaletteProvider(scope, 'palette');
      const baseContentPaths = [BASE_PATH];
      const charts = new EcrHelmRegistry(scope, 'charts', {
        endpoint: REGISTRY_HOST,
        identity: identity(),
        baseContentPaths,
      });
      const { registryId } = charts;
      new OciRegistrySync(scope, 'again', { registryId, triggers: { run: '${terraform_data.run.output}' } });
      scope.addOverride('resource.terraform_data.run.input', '${var.run}');
      scope.addOverride('variable.run', { type: 'string', default: 'first' });
      new DataOciRegistryCharts(scope, 'listed', { registryId, dependsOn: [charts.registry.resource] });
    },
    { sandbox: palette },
  );
  enter(folder, aws);
  await createIam(folder, aws);
  const before = aws.front.seen.length;
  const applied = await folder.apply();
  const secondPlan = (await folder.plan()).code;
  const objects = await folder.objects();
  const seen = aws.front.seen.slice(before);
  const registered = await palette.registries();
  aws.expireTokens();
  const afterExpiry = aws.front.seen.length;
  await folder.succeed('apply', '-auto-approve', '-input=false', '-var=run=second');
  const seenAfterExpiry = aws.front.seen.slice(afterExpiry);
  await folder.succeed('destroy', '-auto-approve', '-input=false');
  return {
    ...{ applied, secondPlan, seen, seenAfterExpiry, registered },
    listed: listedIn(objects['data.palette_oci_registry_charts.listed']),
    syncStatus: objects[folder.addressOf('palette_oci_registry')]?.['sync_status'],
    left: await palette.registries(),
  };
}

/** Applies what the stack has of IAM, and creates that in moto. */
export async function createIam(folder: AwsFolder, aws: RealAws): Promise<AwsFolder> {
  const { resource } = JSON.parse(folder.read('cdk.tf.json')) as { resource: Record<string, Record<string, unknown>> };
  const targets = Object.entries(resource).flatMap(([type, named]) =>
    type.startsWith('aws_iam_') ? Object.keys(named).map((name) => `-target=${type}.${name}`) : [],
  );
  await folder.succeed('apply', '-auto-approve', '-input=false', ...targets);
  const objects = await folder.objects();
  await aws.setUp((moto) => takeIam(moto, objects));
  return folder;
}

function listedIn(object: Readonly<Record<string, unknown>> | undefined): Registration['listed'] {
  const charts = (object?.['charts'] ?? []) as readonly { name: string; versions: readonly string[] }[];
  return Object.fromEntries(charts.map(({ name, versions }) => [name, versions]));
}
