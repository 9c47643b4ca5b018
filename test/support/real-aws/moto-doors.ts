import { join } from 'node:path';
import { type AwsKey } from '../aws-moto';
import { type Moto, startMoto } from '../moto';

/** moto with the doors of moto-extras.py. */
export function startMotoWithDoors(): Promise<Moto> {
  return startMoto(['python3', join(__dirname, 'moto-extras.py')]);
}

export interface Verdict {
  readonly permitted: boolean;
  /** ARN of who asked; null where a document was asked about. */
  readonly principal: string | null;
}

/** What moto's evaluation of policies says of a call that it has no own code for. */
export function permits(
  moto: Moto,
  by: { readonly accessKeyId: string } | { readonly document: string },
  action: string,
  resource: string,
): Promise<Verdict> {
  return ask(moto, 'permits', { ...by, action, resource });
}

/** An access key that was made up outside of moto, for a user that is made if there is none. */
export async function takeAccessKey(
  moto: Moto,
  key: AwsKey & { readonly account: string; readonly userName: string; readonly policy?: string },
): Promise<void> {
  await ask(moto, 'keys', key);
}

/** The document; undefined if there is no such role. */
export async function trustPolicyOf(moto: Moto, roleArn: string): Promise<string | undefined> {
  const [, , , , account, role = ''] = roleArn.split(':');
  const { trust } = await ask<{ trust: string | null }>(moto, 'role', { account, name: role.split('/').at(-1) });
  return trust ?? undefined;
}

async function ask<T>({ endpoint }: Moto, door: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${endpoint}/moto-api/${door}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`/moto-api/${door} of moto: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
