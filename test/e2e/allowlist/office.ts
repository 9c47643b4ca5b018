import { join } from 'node:path';
import { StarportAllowlist } from '../../../lib/aws';
import { type AwsKey, createUser } from '../../support/aws-moto';
import { type useAws } from '../../support/aws-provider';
import { type NamespaceWishes, NetworkNamespace } from '../../support/network-namespace';
import { policy, RealAws, REGISTRY_HOST } from '../../support/real-aws';

const PALETTE_OCI = join(__dirname, '../../../dist/cli/palette-oci.js');
export const INTERNET_ADDRESS = '198.51.100.1';
const OFFICE_ADDRESS = '198.51.100.2';
export const BASE_PATH = 'platform/charts';

/** Hosts of the internet that nobody allowed. */
export const OTHER_HOSTS = {
  anything: 'charts.example',
  registryOfOthers: '210987654321.dkr.ecr.us-east-1.amazonaws.com',
  bucketOfAnotherRegion: 'prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com',
  bucketOfOthers: 'company-secrets.s3.us-east-1.amazonaws.com',
} as const;

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly skipped?: boolean;
  readonly detail: string;
}

export interface ProbeResult {
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/** An internet with Amazon ECR in it, and a restricted network with one cable to it. */
export class Office {
  static async open(network: NamespaceWishes): Promise<Office> {
    const internet = await RealAws.open(Object.values(OTHER_HOSTS));
    let namespace: NetworkNamespace | undefined;
    try {
      namespace = new NetworkNamespace(network);
      namespace.connect(OFFICE_ADDRESS, internet.namespace, INTERNET_ADDRESS);
      await internet.pushChart(`${BASE_PATH}/web`);
      const key = await internet.setUp((moto) => createUser(moto, 'prober', [policy(['ecr:*'], '*')]));
      return new Office(internet, namespace, key);
    } catch (error) {
      await namespace?.close();
      await internet.close();
      throw error;
    }
  }

  private constructor(
    readonly internet: RealAws,
    readonly namespace: NetworkNamespace,
    /** Of a user who may do everything with ECR: here it is the network that refuses. */
    private readonly key: AwsKey,
  ) {}

  /** `palette-oci probe`, run in the office. */
  async probe(environment: NodeJS.ProcessEnv = {}): Promise<ProbeResult & { readonly code: number | null }> {
    const env = this.internet.clientEnvironment({ AWS_SECRET_ACCESS_KEY: this.key.secretAccessKey, ...environment });
    const args = [PALETTE_OCI, 'probe', REGISTRY_HOST, '--base-content-path', BASE_PATH, '--json'];
    const all = [...args, '--access-key', this.key.accessKeyId];
    const { code, stdout, stderr } = await this.namespace.run(process.execPath, all, env);
    if (stdout === '') throw new Error(`the probe ended with ${code}: ${stderr}`);
    return { ...(JSON.parse(stdout) as ProbeResult), code };
  }

  /** `data.palette_registry_probe`, read by Terraform in the office. */
  async probeByTerraform({ folder: open }: ReturnType<typeof useAws>, environment: NodeJS.ProcessEnv = {}) {
    const { accessKeyId, secretAccessKey } = this.key;
    const folder = await open(`
data "palette_registry_probe" "it" {
  endpoint           = "${REGISTRY_HOST}"
  base_content_paths = ["${BASE_PATH}"]
  ecr {
    credentials {
      access_key = "${accessKeyId}"
      secret_key = "${secretAccessKey}"
    }
  }
}
`);
    const PATH = `${this.namespace.programFolder('terraform')}:${folder.env['PATH']}`;
    // The provider wants a key, although the probe never asks Palette.
    Object.assign(folder.env, {
      PATH,
      PALETTE_API_KEY: 'unused',
      NODE_EXTRA_CA_CERTS: this.internet.caFile,
      ...environment,
    });
    await folder.succeed('apply', '-auto-approve', '-input=false');
    return (await folder.state('data.palette_registry_probe.it')) as unknown as ProbeResult;
  }

  async close(): Promise<void> {
    await this.namespace.close();
    await this.internet.close();
  }
}

/** What a stack with a `StarportAllowlist` gives to those who run networks, through Terraform. */
export interface Printed {
  readonly squid: string;
  readonly domains: readonly string[];
  readonly gatewayPolicy: string;
}

export async function printed({ stack }: ReturnType<typeof useAws>): Promise<Printed> {
  const folder = await stack((scope) => {
    const allowlist = new StarportAllowlist(scope, 'allowlist', { endpoints: [REGISTRY_HOST] });
    allowlist.addOutputs();
    allowlist.addDnsFirewall('names');
    const vpcId = 'vpc-0123456789abcdef0';
    allowlist.addS3GatewayEndpoint('s3', { vpcId, routeTableIds: ['rtb-0123456789abcdef0'], otherBucketArns: [] });
  });
  await folder.succeed('apply', '-auto-approve', '-input=false');
  const { domains } = await folder.state(folder.addressOf('aws_route53_resolver_firewall_domain_list'));
  const { policy: gatewayPolicy } = await folder.state(folder.addressOf('aws_vpc_endpoint'));
  const { stdout: squid } = await folder.succeed('output', '-raw', 'allowlist_squid');
  return { squid, domains: domains as readonly string[], gatewayPolicy: String(gatewayPolicy) };
}

/** Names of the checks that failed. */
export function failedOf({ checks }: ProbeResult): readonly string[] {
  return checks.filter(({ ok, skipped }) => !ok && skipped !== true).map(({ name }) => name);
}

export function detailOf({ checks }: ProbeResult, name: string): string {
  return checks.find((check) => check.name === name)?.detail ?? '';
}

/** The path of a blob holds its digest. */
export function withoutPath(detail: string): string {
  return detail.replace(/(GET https:\/\/[^/]+)\/\S+:/, '$1/…:');
}
