import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../src/cli';
import { capturedIo } from '../support/captured-io';
import { codeBlocks, codeSpans, pages, readPage, ROOT } from './markdown';
import { commandsOf, type ShellCommand } from './shell';

const { scripts } = require('../../package.json') as { scripts: Record<string, string> };
const examples = readdirSync(join(ROOT, 'examples'))
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts')
  .map((file) => file.replace('.ts', ''));
const made = pages().flatMap((page) => codeBlocks(readPage(page)).flatMap(({ file }) => file ?? []));

const NPM_COMMANDS = ['audit', 'ci', 'exec', 'init', 'install', 'pack', 'publish', 'start', 'test', 'view'];
/** `plan` and `apply` are other names of `diff` and `deploy`. */
const CDKTF_COMMANDS = 'apply convert deploy destroy diff get init list output plan provider synth';
const TERRAFORM_COMMANDS =
  'apply console destroy fmt get graph import init login output plan providers refresh show state test untaint validate version';

type Check = (args: readonly string[]) => Promise<string | undefined> | string | undefined;

/** What is wrong with the arguments of a program of ours, or of one that leads to something of ours. */
const CHECKS: Readonly<Record<string, Check>> = {
  npm([command = '', name = '']) {
    if (['start', 'test'].includes(command)) return command in scripts ? undefined : `package.json has no "${command}"`;
    if (!['run', 'run-script'].includes(command)) return NPM_COMMANDS.includes(command) ? undefined : `npm has no "${command}"`;
    return name in scripts ? undefined : `package.json has no script "${name}"`;
  },
  async 'palette-oci'([command = '', ...args]) {
    if (['--version', '--help', 'help', '-h'].includes(command)) return undefined;
    const io = capturedIo();
    if ((await run(['help', command], io)) !== 0) return io.output.stderr;
    const known: readonly string[] = io.output.stdout.match(/--[a-z][\w-]*/g) ?? [];
    const options = args.flatMap((word) => /^--[a-z][\w-]*/.exec(word)?.[0] ?? []);
    const unknown = options.filter((option) => option !== '--help' && !known.includes(option));
    return unknown.length > 0 ? `palette-oci ${command} has no ${unknown.join(', ')}` : undefined;
  },
  cdktf: cdktfProblem,
  cdktn: cdktfProblem,
  terraform: terraformProblem,
  tofu: terraformProblem,
  jest(args) {
    const paths = args.filter((word) => word.includes('/'));
    return paths.find((path) => !existsSync(join(ROOT, path)) && !made.includes(path));
  },
  node([file = '']) {
    return file.startsWith('scripts/') && !existsSync(join(ROOT, file)) ? `there is no ${file}` : undefined;
  },
};

function cdktfProblem([command = '', ...args]: readonly string[]): string | undefined {
  if (!CDKTF_COMMANDS.split(' ').includes(command)) return `cdktf has no "${command}"`;
  const names = args.filter((word) => /^[a-z][a-z-]*$/.test(word));
  // Stacks of the pages' own samples, and of projects that "cdktf init" makes.
  const unknown = names.filter((name) => ![...examples, 'registries'].includes(name));
  return ['apply', 'deploy', 'destroy', 'diff', 'plan'].includes(command) && unknown.length > 0 ? `there is no example "${unknown[0]}"` : undefined;
}

function terraformProblem(args: readonly string[]): string | undefined {
  const command = args.find((word) => !word.startsWith('-')) ?? 'version';
  return TERRAFORM_COMMANDS.split(' ').includes(command) ? undefined : `terraform has no "${command}"`;
}

async function problemOf({ program, args }: ShellCommand): Promise<string | undefined> {
  return Object.hasOwn(CHECKS, program) ? CHECKS[program]!(args) : undefined;
}

function commandsIn(page: string): ShellCommand[] {
  const markdown = readPage(page);
  const blocks = codeBlocks(markdown).filter(({ language }) => ['shell', 'sh', 'bash', 'console'].includes(language));
  const spans = codeSpans(markdown).filter((span) => /^(npm|npx|palette-oci|cdktf|cdktn|terraform) [a-z-]/.test(span));
  return [...blocks.map(({ code }) => code), ...spans].flatMap(commandsOf);
}

test.each(pages())('%s: every command, script, option and example that it names exists', async (page) => {
  const problems: string[] = [];
  for (const command of commandsIn(page)) {
    const problem = await problemOf(command);
    if (problem) problems.push(`${[command.program, ...command.args].join(' ')}: ${problem}`);
  }
  expect(problems).toEqual([]);
});

describe('the reader of commands', () => {
  it('leaves out comments, prompts, variables and redirections, and sees every part of a pipe', () => {
    const code = `$ A=1 B='x y' npx palette-oci probe "https://h" --username 'robot$p' # why
npm run build && npm test | tee log > file
export PALETTE_API_KEY=…
terraform import \\
  a.b c
`;
    expect(commandsOf(code)).toEqual([
      { program: 'palette-oci', args: ['probe', 'https://h', '--username', 'robot$p'] },
      { program: 'npm', args: ['run', 'build'] },
      { program: 'npm', args: ['test'] },
      { program: 'tee', args: ['log'] },
      { program: 'export', args: ['PALETTE_API_KEY=…'] },
      { program: 'terraform', args: ['import', 'a.b', 'c'] },
    ]);
  });

  it.each([
    ['npm run no-such-script', 'package.json has no script "no-such-script"'],
    ['npx palette-oci probe https://h --user me', 'palette-oci probe has no --user'],
    ['palette-oci prob', expect.stringMatching(/^palette-oci: There is no command "prob"/)],
    ['npx cdktf deploy no-such-example', 'there is no example "no-such-example"'],
    ['npx cdktf deploy <name>', undefined],
    ['npx cdktf deploy basic --auto-approve', undefined],
    ['terraform aply', 'terraform has no "aply"'],
    ['npx jest test/no-such.test.ts', 'test/no-such.test.ts'],
    ['node scripts/no-such.mjs', 'there is no scripts/no-such.mjs'],
  ])('finds what is wrong with: %s', async (code, problem) => {
    expect(await problemOf(commandsOf(code)[0]!)).toEqual(problem);
  });
});
