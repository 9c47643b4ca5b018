import {
  ECR_PUBLIC_HOSTS,
  ECR_PUBLIC_NOTE,
  type EcrHost,
  ecrHosts,
  type EcrHostVariant,
  hostLines,
  placeOfRegion,
  squidRules,
  undocumentedNotes,
} from '../aws';
import { type Command, type CommandIo, EXIT, type OptionValues, textOption, UsageError } from './command';

interface Allowlist {
  readonly region: string;
  readonly partition: string;
  readonly hosts: readonly EcrHost[];
  /** What the list cannot settle, in sentences. */
  readonly notes: readonly string[];
}

const FORMATS = ['text', 'list', 'squid'] as const;
/** The options whose names ecrHosts knows otherwise. */
const OPTION_OF = { region: '--region', partition: '--partition', accountId: '--account' } as const;

export const allowlistCommand: Command = {
  name: 'allowlist',
  summary: 'List the hosts that a restricted network must allow for Amazon ECR.',
  help: `Usage: palette-oci allowlist --region REGION [options]

  --region REGION        The region of the registry.
  --partition PARTITION  Its partition, such as aws-us-gov. Default: read off the region.
  --account ID           The AWS account of the registry. Default: any, as "*.dkr.ecr…".
  --fips                 Also the hosts with FIPS 140 validated cryptography.
  --dual-stack           Also the hosts that answer on IPv6.
  --public               Also the hosts of Amazon ECR Public.
  --format FORMAT        text: for people, with purposes (default). list: one host a line. squid: rules for squid.conf.
  --json                 Print one line of JSON: region, partition, hosts (host, port, purpose, variant, documented,
                         source) and notes.

Notes on what a list of hosts cannot settle are part of text and JSON; "list" and "squid" print them on stderr.
`,
  options: {
    region: { type: 'string' },
    partition: { type: 'string' },
    account: { type: 'string' },
    fips: { type: 'boolean' },
    'dual-stack': { type: 'boolean' },
    public: { type: 'boolean' },
    format: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async (values, io) => printAllowlist(values, io),
};

function printAllowlist(values: OptionValues, io: CommandIo): number {
  const format = formatOf(values);
  const allowlist = allowlistOf(values);
  if (values.json) io.stdout.write(`${JSON.stringify(allowlist)}\n`);
  else if (format === 'text') io.stdout.write(textOf(allowlist, textOption(values, 'account') !== undefined));
  else {
    const { hosts, region } = allowlist;
    io.stdout.write(format === 'squid' ? squidRules(hosts, `Amazon ECR in ${region}`) : hostLines(hosts));
    for (const note of allowlist.notes) io.stderr.write(`Note: ${note}\n`);
  }
  return EXIT.done;
}

function formatOf(values: OptionValues): (typeof FORMATS)[number] {
  const name = textOption(values, 'format');
  if (name !== undefined && values.json) throw new UsageError('Give one of --format and --json, not both.');
  const format = FORMATS.find((known) => known === (name ?? 'text'));
  if (format !== undefined) return format;
  throw new UsageError(`--format "${name}" is not known. Give one of ${FORMATS.join(', ')}; for JSON, --json.`);
}

function allowlistOf(values: OptionValues): Allowlist {
  const region = textOption(values, 'region');
  if (region === undefined) throw new UsageError('--region is missing. Give the region of the registry.');
  const request = { region, partition: textOption(values, 'partition'), accountId: textOption(values, 'account') };
  const place = placeOfRegion(region, request.partition);
  const all = ecrHosts(request);
  if ('problem' in all) throw new UsageError(`${OPTION_OF[all.argument]}: ${all.problem}`);
  if ('problem' in place) throw new UsageError(`${OPTION_OF[place.argument]}: ${place.problem}`);
  const partition = place.partition.id;
  const hosts = wantedVariants(values).flatMap((variant) => {
    const found = all.filter((host) => host.variant === variant);
    if (found.length > 0) return found;
    const option = variant === 'dual-stack' ? '--dual-stack' : '--fips';
    throw new UsageError(`AWS publishes no such hosts for ECR in the region "${region}". Leave ${option} out.`);
  });
  if (!values.public) return { region, partition, hosts, notes: undocumentedNotes(hosts) };
  if (partition !== 'aws') {
    throw new UsageError(`ECR Public exists in the partition "aws" only, not in "${partition}". Leave --public out.`);
  }
  return {
    region,
    partition,
    hosts: [...hosts, ...ECR_PUBLIC_HOSTS],
    notes: [...undocumentedNotes(hosts), ECR_PUBLIC_NOTE],
  };
}

function wantedVariants({ fips, 'dual-stack': dualStack }: OptionValues): readonly EcrHostVariant[] {
  const variants: EcrHostVariant[] = ['standard'];
  if (fips) variants.push('fips');
  if (dualStack) variants.push('dual-stack');
  if (fips && dualStack) variants.push('fips-dual-stack');
  return variants;
}

function textOf({ region, partition, hosts, notes }: Allowlist, withAccount: boolean): string {
  const lines = hosts.map(({ host, purpose }) => `  ${host}\n      ${purpose}\n`);
  const advice = withAccount ? [] : ['With --account, only the registry of that account is allowed.'];
  return `Hosts to allow for Amazon ECR in ${region} (partition ${partition}), all on port 443:

${lines.join('')}
${[...notes, ...advice].map((note) => `Note: ${note}\n`).join('')}`;
}
