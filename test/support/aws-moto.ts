import { join } from 'node:path';
import { type Moto, startMoto } from './moto';

export interface AwsKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The account of every object that is made here. */
export const MOTO_ACCOUNT = '123456789012';

/** moto that, once it enforces policies, looks at the repository too. */
export function startMotoWithRepositories(): Promise<Moto> {
  return startMoto(['python3', join(__dirname, 'aws-moto-resources.py')]);
}

/** A user with an access key and managed policies of these documents; moto refuses documents as IAM does. */
export async function createUser(moto: Moto, name: string, documents: readonly string[]): Promise<AwsKey> {
  await iam(moto, 'CreateUser', { UserName: name });
  for (const PolicyArn of await createPolicies(moto, name, documents)) {
    await iam(moto, 'AttachUserPolicy', { UserName: name, PolicyArn });
  }
  const answer = await iam(moto, 'CreateAccessKey', { UserName: name });
  return { accessKeyId: field(answer, 'AccessKeyId'), secretAccessKey: field(answer, 'SecretAccessKey') };
}

/** A role with managed policies of these documents. @returns its ARN */
export async function createRole(
  moto: Moto,
  name: string,
  trust: string,
  documents: readonly string[],
): Promise<string> {
  const answer = await iam(moto, 'CreateRole', { RoleName: name, AssumeRolePolicyDocument: trust });
  for (const PolicyArn of await createPolicies(moto, name, documents)) {
    await iam(moto, 'AttachRolePolicy', { RoleName: name, PolicyArn });
  }
  return field(answer, 'Arn');
}

function createPolicies(moto: Moto, owner: string, documents: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    documents.map(async (PolicyDocument, i) =>
      field(await iam(moto, 'CreatePolicy', { PolicyName: `${owner}-${i}`, PolicyDocument }), 'Arn'),
    ),
  );
}

/** IAM's query API, with a signature that nobody checks yet. */
async function iam(moto: Moto, action: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const scope = 'Credential=setup/20260101/us-east-1/iam/aws4_request';
  const response = await fetch(moto.endpoint, {
    method: 'POST',
    headers: { Authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0` },
    body: new URLSearchParams({ Action: action, Version: '2010-05-08', ...fields }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${action}: ${response.status} ${text}`);
  return text;
}

function field(answer: string, tag: string): string {
  return new RegExp(`<${tag}>([^<]+)</${tag}>`).exec(answer)?.[1] ?? '';
}
