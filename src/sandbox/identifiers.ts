import { randomBytes, randomInt } from 'node:crypto';

/** Uids of a live Palette are the 24 hex digits of a MongoDB object id. */
export function newUid(): string {
  return randomBytes(12).toString('hex');
}

export function newApiKey(): string {
  return randomBytes(24).toString('base64url');
}

/** Twelve digits, as every AWS account id; never starts with 0, so that nobody loses it to a number. */
export function newAwsAccountId(): string {
  return String(randomInt(100_000_000_000, 1_000_000_000_000));
}

export function newExternalId(): string {
  return randomBytes(16).toString('hex');
}
