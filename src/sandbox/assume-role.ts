import type * as Sts from '@aws-sdk/client-sts';
import { awsRequestHandler } from '../oci';
import { ConnectionRefusal } from './connection-problem';
import { failureMessage } from './failure';
import { type Network } from './network';

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
  readonly network: Network;
}

/** Credentials of the role, as AWS STS hands them out. Throws ConnectionRefusal. */
export async function assumeRole(request: AssumeRoleRequest): Promise<AwsCredentials> {
  // Loaded on first use: most sandboxes never meet a role, and the SDK costs about 160 ms.
  const { AssumeRoleCommand, STSClient }: typeof Sts = require('@aws-sdk/client-sts');
  const { arn, externalId, region, credentials, endpoint, network } = request;
  const requestHandler = awsRequestHandler({ role: 'STS API', ...network });
  const client = new STSClient({ region, endpoint, credentials, requestHandler, maxAttempts: 1 });
  try {
    const input = { RoleArn: arn, RoleSessionName: 'palette-oci-sandbox', ExternalId: externalId };
    const { Credentials } = await client.send(new AssumeRoleCommand(input));
    if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey) throw new Error('AWS STS returned no credentials');
    const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = Credentials;
    return { accessKeyId, secretAccessKey, sessionToken };
  } catch (error) {
    throw roleRefusal(request, error);
  } finally {
    client.destroy();
    await requestHandler.close();
  }
}

/** What AWS says of the one who asks ("Common Errors" in the AWS STS API Reference): here Palette itself, never the role. */
const ABOUT_THE_CALLER: readonly unknown[] = [
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
  'IncompleteSignature',
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
];

/** "client" is the SDK's mark of an answer that refuses the request; anything else means that STS was not reached. */
function roleRefusal({ arn, credentials }: AssumeRoleRequest, error: unknown): ConnectionRefusal {
  const thrown: object = typeof error === 'object' && error !== null ? error : {};
  const because = failureMessage(error);
  if ('name' in thrown && ABOUT_THE_CALLER.includes(thrown.name)) {
    const identity = `Palette's own identity in AWS, the access key "${credentials.accessKeyId}", is not accepted`;
    return new ConnectionRefusal('unreachable', `${identity}: ${because}`);
  }
  const isRefused = '$fault' in thrown && thrown.$fault === 'client';
  return new ConnectionRefusal(
    isRefused ? 'credentials' : 'unreachable',
    `cannot assume the role "${arn}": ${because}`,
  );
}
