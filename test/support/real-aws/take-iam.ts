import { type AwsKey, createRole, createUser } from '../aws-moto';
import { type Moto } from '../moto';
import { takeAccessKey } from './moto-doors';

type Attributes = Readonly<Record<string, unknown>>;

/**
 * Creates in moto what Terraform's state says of IAM: users with their keys, roles, policies and what they are attached
 * to. To be called while moto looks at no signatures.
 */
export async function takeIam(moto: Moto, objects: Readonly<Record<string, Attributes>>): Promise<void> {
  const all = (type: string): readonly Attributes[] =>
    Object.entries(objects).flatMap(([address, attributes]) => (address.startsWith(`${type}.`) ? [attributes] : []));
  const documentsOf = (attachments: readonly Attributes[]): readonly string[] =>
    attachments.map(({ policy_arn: arn }) =>
      String(all('aws_iam_policy').find((policy) => policy['arn'] === arn)?.['policy']),
    );
  for (const { name, assume_role_policy: trust } of all('aws_iam_role')) {
    const attachments = all('aws_iam_role_policy_attachment').filter(({ role }) => role === name);
    await createRole(moto, String(name), String(trust), documentsOf(attachments));
  }
  for (const { name, arn } of all('aws_iam_user')) {
    const attachments = all('aws_iam_user_policy_attachment').filter(({ user }) => user === name);
    await createUser(moto, String(name), documentsOf(attachments));
    for (const key of all('aws_iam_access_key').filter(({ user }) => user === name)) {
      await takeAccessKey(moto, { account: String(arn).split(':')[4] ?? '', userName: String(name), ...keyOf(key) });
    }
  }
}

function keyOf({ id, secret }: Attributes): AwsKey {
  return { accessKeyId: String(id), secretAccessKey: String(secret) };
}
