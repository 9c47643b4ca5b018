/** The house as a table: every rule of DESIGN that a machine can check. The tests in this folder only walk it. */
export interface Room {
  /** Folder; files of rooms inside it belong to those. A single file is a room too. */
  readonly place: string;
  /** Rooms whose door this one may enter. */
  readonly enters: readonly string[];
  /** npm packages that it may import; `scope/*` for all below. Node's own modules are free unless `pure`. */
  readonly packages?: readonly string[];
  /** Imports nothing of Node: only computes. */
  readonly pure?: true;
  /** What its texts, comments included, never mention. */
  readonly neverMentions?: { readonly words: RegExp; readonly because: string };
  /** May read the process: argv, env, stdout. */
  readonly touchesProcess?: true;
  /** Where its tests are, if not in the folder of the same name. */
  readonly testsIn?: string;
}

const NOT_OF_PALETTE = { words: /palette|spectro/i, because: 'it has never heard of Palette' };

export const ROOMS: readonly Room[] = [
  {
    place: 'src/bridge/values',
    enters: [],
    neverMentions: {
      words: /protobuf|palette|spectro/i,
      because: 'it knows types and values, no protobuf',
    },
  },
  {
    place: 'src/bridge/framework',
    enters: ['src/bridge/values'],
    neverMentions: {
      words: /protobuf|grpc|palette|spectro/i,
      because: 'it decides, without protobuf and HTTP',
    },
  },
  {
    place: 'src/bridge/protocol',
    enters: ['src/bridge/framework', 'src/bridge/values'],
    neverMentions: NOT_OF_PALETTE,
  },
  {
    place: 'src/bridge/plugin',
    enters: [],
    touchesProcess: true,
    neverMentions: {
      words: /terraform|palette|spectro/i,
      because: 'it is a go-plugin child of any host',
    },
  },
  {
    place: 'src/bridge',
    enters: ['src/bridge/framework', 'src/bridge/protocol', 'src/bridge/plugin'],
    neverMentions: {
      words: /spectro|palette(?!-oci\/palette)/i,
      because: 'it has never heard of Palette',
    },
  },
  {
    place: 'src/http',
    enters: [],
    packages: ['undici', 'undici/*'],
    neverMentions: {
      words: /palette|spectro|\boci\b|terraform|\bhcl\b/i,
      because: 'it knows servers and connections, not what they are for',
    },
  },
  {
    place: 'src/palette',
    enters: ['src/http'],
    neverMentions: {
      words: /terraform|\bhcl\b|tfstate/i,
      because: 'it is the client of a REST API, whoever uses it',
    },
  },
  {
    place: 'src/oci',
    enters: ['src/http', 'src/aws'],
    packages: ['@aws-sdk/client-ecr'],
    neverMentions: NOT_OF_PALETTE,
  },
  { place: 'src/aws', enters: [], pure: true, neverMentions: NOT_OF_PALETTE },
  { place: 'src/provider', enters: ['src/bridge/framework', 'src/palette', 'src/oci', 'src/aws'] },
  { place: 'src/sandbox', enters: ['src/oci', 'src/aws'], packages: ['@aws-sdk/client-sts', 'selfsigned'] },
  { place: 'src/cli', enters: ['src/sandbox', 'src/oci', 'src/aws', 'src/bridge/framework'] },
  { place: 'src/cli/bin.ts', enters: ['src/cli'], touchesProcess: true, testsIn: 'test/cli' },
  {
    place: 'src/main.ts',
    enters: ['src/provider', 'src/bridge', 'src/service.ts', 'src/schema-answer.ts'],
    touchesProcess: true,
    testsIn: 'test/acceptance',
  },
  { place: 'src/service.ts', enters: ['src/provider', 'src/bridge'], testsIn: 'test/acceptance' },
  { place: 'src/schema-answer.ts', enters: [], testsIn: 'test/scripts' },
  { place: 'lib/palette', enters: ['lib/package.ts'], packages: ['cdktf', 'constructs'] },
  { place: 'lib/package.ts', enters: [], testsIn: 'test/lib' },
  { place: 'lib/problems.ts', enters: ['lib/terraform-text.ts'], packages: ['constructs'], testsIn: 'test/lib' },
  { place: 'lib/terraform-text.ts', enters: [], packages: ['cdktf'], testsIn: 'test/lib' },
  {
    place: 'lib/aws',
    enters: ['lib', 'lib/palette', 'lib/problems.ts', 'lib/terraform-text.ts', 'src/aws'],
    packages: ['cdktf', 'constructs', '@cdktf/provider-aws/lib/*'],
  },
  {
    place: 'lib',
    enters: ['lib/palette', 'lib/package.ts', 'lib/problems.ts', 'lib/terraform-text.ts', 'src/aws'],
    packages: ['cdktf', 'cdktf/lib/synthesize/synthesizer', 'constructs'],
  },
  { place: 'examples', enters: ['lib', 'lib/aws'], packages: ['cdktf', 'constructs', '@cdktf/provider-aws/lib/*'] },
];

/**
 * Imports past a door, each with its reason; one that is no longer there fails, so that the list stays short.
 * Written as "file -> file".
 */
export const PAST_THE_DOOR: Readonly<Record<string, string>> = {
  'src/cli/probe.ts -> src/bridge/framework/duration.ts':
    'durations are written as in Terraform, and no more is needed',
  'src/bridge/serve-service.ts -> src/bridge/protocol/identity.ts': 'a start must not load the messages',
  'src/main.ts -> src/bridge/serve-service.ts': 'a start must not load the framework',
  'src/main.ts -> src/provider/address.ts': 'a start must not load the provider',
  'src/service.ts -> src/bridge/provider-service.ts': 'the plugin is in the main section, with its log and secrets',
};

/** Longest file by hand, in lines. Generated ones, in gen/, are free. */
export const LONGEST_FILE = 300;

/** Names that say nothing about what is inside. */
export const EMPTY_NAMES = /^(utils?|helpers?|common|shared|misc|managers?|base)$/;
