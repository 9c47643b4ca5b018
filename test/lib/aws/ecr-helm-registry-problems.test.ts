import { EcrHelmRegistry, type EcrHelmRegistryProps, EcrIdentity, type PaletteTrustRoleProps } from '../../../lib/aws';
import { newStack } from '../synthesized';
import { refusal } from './parts';

const HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const ECR = { endpoint: HOST, baseContentPaths: ['team'] };
/** What JavaScript lets through. */
const nothing = undefined as never;

/** Options of a role, each of them wrong: two of the policy, two of the role. */
const WRONG: PaletteTrustRoleProps = {
  repositories: ['Charts', ''],
  path: 'team',
  maxSessionDuration: 60,
};

function problemsOf(props: unknown): string[] {
  const stack = newStack();
  const [head, ...lines] = refusal(() => new EcrHelmRegistry(stack, 'ecr', props as EcrHelmRegistryProps)).split('\n');
  expect(head).toBe('"stack/ecr" cannot be built from these props:');
  expect(stack.node.findAll().map(({ node }) => node.path)).toEqual(['stack', 'stack/ecr']);
  return lines.map((line) => line.trim());
}

test('what is wrong with endpoint, identity, its policy, paths and certificates is told at once', () => {
  const identity = EcrIdentity.role(WRONG);
  const props = { endpoint: `https://${HOST}`, name: '', baseContentPaths: ['/a', 'B1'], tls: { caCertificate: '' } };
  const names = 'Names of repositories have lower-case letters, digits and ._-/ only; "*" and "?" stand for others.';
  expect(problemsOf({ ...props, identity })).toEqual([
    `'name' ("") must not be empty. Write name: 'harbor', or leave it out for the construct's id.`,
    `'endpoint' ("https://${HOST}") is not the host of an Amazon ECR. Expected a host such as "${HOST}", got ` +
      `"https://${HOST}". Remove "https://".`,
    `'identity.path' ("team") must begin and end with a slash and have no spaces. Write '/team/'.`,
    "'identity.maxSessionDuration' (60) must be a whole number of seconds from 3600 (1 hour) to 43200 (12 hours).",
    `'identity.repositories[0]' is not possible. Expected the ARN or the name of a repository, got "Charts". ${names}`,
    `'identity.repositories[1]' is not possible. Expected the ARN or the name of a repository, got "". ${names}`,
    `'baseContentPaths[0]' ("/a") must not begin or end with a slash. Write 'a'.`,
    `'tls.caCertificate' ("") must not be empty. Write what the file has: readFileSync(…, 'utf8').`,
    `'baseContentPaths[1]' ("B1") is no name of a repository in Amazon ECR. ${names} Write 'b1'.`,
  ]);
});

test('too many paths are told as the paths that they are', () => {
  const paths = Array.from({ length: 60 }, (_, index) => `team/charts-${1_000 + index}`);
  expect(problemsOf({ endpoint: HOST, baseContentPaths: paths })).toEqual([
    "'baseContentPaths' make a policy of 8920 characters, and IAM takes 6144, white space not counted. Write the path " +
      "above several of them, such as 'team' for 'team/a' and 'team/b', or say with wildcards what may be read: identity: " +
      "EcrIdentity.role({ repositories: ['team/*'] }).",
  ]);
  const identity = EcrIdentity.role({ repositories: ['team/*'] });
  expect(
    () => new EcrHelmRegistry(newStack(), 'ecr', { endpoint: HOST, baseContentPaths: paths, identity }),
  ).not.toThrow();
});

test('too many repositories are told as the option that they are', () => {
  const repositories = Array.from({ length: 120 }, (_, index) => `team/charts-${1_000 + index}`);
  expect(problemsOf({ ...ECR, identity: EcrIdentity.user({ repositories }) })).toEqual([
    "'identity.repositories' make a policy of 8800 characters, and IAM takes 6144, white space not counted. Name several " +
      "repositories by one wildcard such as 'team/*', grant less by actions: EcrActionSet.SYNC, or make several policies " +
      'and attach each (IAM takes 10 for a role).',
  ]);
});

const SECRET = "new TerraformVariable(stack, 'secretKey', { type: 'string', sensitive: true }).stringValue";

test.each<[string, unknown, string[]]>([
  [
    'no props',
    nothing,
    [
      `'endpoint' is missing. Write endpoint: '${HOST}'.`,
      "'baseContentPaths' must name at least one path while 'synchronization' is on: Palette looks for charts below them. " +
        "Write baseContentPaths: ['charts'], or synchronization: false.",
    ],
  ],
  [
    'no list of paths',
    { ...ECR, baseContentPaths: 'charts' },
    [`'baseContentPaths' ("charts") must be a list. Write baseContentPaths: ['charts'].`],
  ],
  [
    'nothing in the lists',
    { endpoint: 1, baseContentPaths: [nothing], identity: EcrIdentity.role({ repositories: [nothing] }) },
    [
      `'endpoint' (1) must be a text. Write endpoint: '${HOST}'.`,
      "'identity.repositories[0]' is missing. Write a value such as " +
        "'arn:aws:ecr:us-east-1:123456789012:repository/charts', or leave it out of the list.",
      "'baseContentPaths[0]' must not be empty. Write the path below which the charts are, such as 'charts'.",
    ],
  ],
  [
    'a role that is none',
    { ...ECR, identity: EcrIdentity.existingRole(nothing) },
    [
      "'identity.roleArn' is missing. Write roleArn: 'arn:aws:iam::123456789012:role/palette'.",
      `'identity.externalId' is missing. Copy the external ID that Palette shows ("Add OCI Registry", STS).`,
    ],
  ],
  [
    'an access key that is none',
    { ...ECR, identity: EcrIdentity.existingUser(nothing) },
    [
      "'identity.accessKey' is missing. Write the ID of the access key, such as AKIA….",
      `'identity.secretKey' is missing. Write secretKey: ${SECRET}.`,
    ],
  ],
])('%s: told, as JavaScript lets it through', (_what, props, problems) => {
  expect(problemsOf(props)).toEqual(problems);
});
