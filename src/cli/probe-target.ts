import { type EcrEndpoint, parseEcrEndpoint } from '../aws';
import type * as Oci from '../oci';
import { awsAccessKey } from './aws-access-key';
import { type CommandIo, type OptionValues, textOption, UsageError } from './command';

export interface ProbeTarget {
  readonly url: string;
  /** What the host says, if it is that of an Amazon ECR. */
  readonly ecr?: EcrEndpoint;
}

/** A URL, or an ECR's host without scheme; that one may have a scheme here, too. */
export function endpointOf(text: string): ProbeTarget {
  const parsed = parseEcrEndpoint(text.replace(/^https:\/\//i, '').replace(/\/$/, ''));
  if (!('problem' in parsed)) return { url: `https://${parsed.host}`, ecr: parsed };
  if (/^https?:\/\//i.test(text)) return { url: text };
  // What stands in front of an "@" may be a password.
  const shown = text.replace(/^.*@/s, '***@');
  throw new UsageError(
    `ENDPOINT "${shown}" has no scheme. Write "https://${shown}", or the host of an Amazon ECR such as ` +
      '"123456789012.dkr.ecr.us-east-1.amazonaws.com".',
  );
}

/** Secrets come from the environment or stdin: arguments can be read by everyone on the machine. */
export async function credentialsOf(
  values: OptionValues,
  { ecr }: ProbeTarget,
  io: CommandIo,
): Promise<Oci.ProbeOptions['credentials']> {
  const username = textOption(values, 'username');
  const accessKeyId = textOption(values, 'access-key');
  const given = [username, accessKeyId, values['token-stdin']].filter((value) => value !== undefined);
  if (given.length > 1) throw new UsageError('Give only one of --username, --token-stdin and --access-key.');
  if (values['password-stdin'] && username === undefined) {
    throw new UsageError('--password-stdin needs --username.');
  }
  if (accessKeyId !== undefined && (ecr === undefined || ecr.public)) {
    throw new UsageError('--access-key is for private Amazon ECRs, and ENDPOINT is not the host of one.');
  }
  if (values['token-stdin']) return { type: 'token', token: await secretFromStdin('token', io) };
  if (username !== undefined) return { type: 'basic', username, password: await passwordOf(values, io) };
  if (ecr === undefined || ecr.public) return { type: 'anonymous' };
  const { region = '', accountId } = ecr;
  const accessKey = accessKeyId === undefined ? undefined : awsAccessKey('access-key', accessKeyId, io);
  return { type: 'ecr', region, accountId, accessKey };
}

async function passwordOf(values: OptionValues, io: CommandIo): Promise<string> {
  if (values['password-stdin']) return secretFromStdin('password', io);
  const password = io.env.OCI_PASSWORD;
  if (password) return password;
  throw new UsageError('--username needs a password: set OCI_PASSWORD in the environment, or give --password-stdin.');
}

/** Without the line break that `echo` and files end in. */
async function secretFromStdin(what: string, { stdin }: CommandIo): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin ?? []) chunks.push(Buffer.from(chunk));
  const secret = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
  if (secret === '') throw new UsageError(`There is no ${what} on stdin.`);
  return secret;
}
