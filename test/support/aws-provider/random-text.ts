import { randomBytes } from 'node:crypto';

/** Hexadecimal digits, as in the ids of EC2. */
export function hex(count: number): string {
  return randomBytes(count).toString('hex').slice(0, count);
}

/** Decimal digits, as in the names that Terraform makes up. */
export function digits(count: number): string {
  return [...randomBytes(count)].map((byte) => byte % 10).join('');
}
