import { type CommandIo, UsageError } from './command';

export interface AwsAccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The key whose ID `option` gave; what is secret of it comes from the environment, under the names of AWS's own tools. */
export function awsAccessKey(option: string, accessKeyId: string, { env }: CommandIo): AwsAccessKey {
  const secretAccessKey = env.AWS_SECRET_ACCESS_KEY;
  if (!secretAccessKey) {
    throw new UsageError(`--${option} needs its secret: set AWS_SECRET_ACCESS_KEY in the environment.`);
  }
  return { accessKeyId, secretAccessKey, sessionToken: env.AWS_SESSION_TOKEN || undefined };
}
