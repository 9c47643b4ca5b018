import type * as Sts from '@aws-sdk/client-sts';
import { ConnectionRefusal } from './connection-problem';
import { failureMessage } from './failure';

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface AssumeRoleRequest {
  readonly arn: string;
  readonly externalId: string;
  readonly region: string;
  /** Who assumes the role. */
  readonly credentials: AwsCredentials;
  /** Instead of AWS's own endpoint. */
  readonly endpoint?: string;
  readonly timeoutMs: number;
}

/** Credentials of the role, as AWS STS hands them out. Throws ConnectionRefusal. */
export async function assumeRole(request: AssumeRoleRequest): Promise<AwsCredentials> {
  // Loaded on first use: most sandboxes never meet a role, and the SDK costs about 160 ms.
  const { AssumeRoleCommand, STSClient }: typeof Sts = require('@aws-sdk/client-sts');
  const { arn, externalId, region, credentials, endpoint, timeoutMs } = request;
  const requestHandler = { connectionTimeout: timeoutMs, requestTimeout: timeoutMs };
  const client = new STSClient({ region, endpoint, credentials, requestHandler, maxAttempts: 1 });
  try {
    const input = { RoleArn: arn, RoleSessionName: 'palette-oci-sandbox', ExternalId: externalId };
    const { Credentials } = await client.send(new AssumeRoleCommand(input));
    if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey) throw new Error('AWS STS returned no credentials');
    const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = Credentials;
    return { accessKeyId, secretAccessKey, sessionToken };
  } catch (error) {
    throw roleRefusal(arn, error);
  } finally {
    client.destroy();
  }
}

/** "client" is the SDK's mark of an answer that refuses the request; anything else means that STS was not reached. */
function roleRefusal(arn: string, error: unknown): ConnectionRefusal {
  const refused = typeof error === 'object' && error !== null && '$fault' in error && error.$fault === 'client';
  const message = `cannot assume the role "${arn}": ${failureMessage(error)}`;
  return new ConnectionRefusal(refused ? 'credentials' : 'unreachable', message);
}
