import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * Cost of one fingerprint: 128 KiB and a quarter of a millisecond. Enough to make guessing from a state file slow,
 * little enough for a plan of a thousand resources, which computes a thousand of them.
 */
const COST = { N: 128, r: 8, p: 1 };
const KEY_LENGTH = 24;

/** A salted scrypt hash of a write-only value: shows that a secret changed without storing it. */
export async function fingerprintOf(value: string): Promise<string> {
  const salt = randomBytes(12);
  return `${salt.toString('base64')}:${(await hash(value, salt)).toString('base64')}`;
}

/** Whether `fingerprint` was made from `value`. */
export async function matchesFingerprint(value: string, fingerprint: string): Promise<boolean> {
  const [salt, expected] = fingerprint.split(':').map((part) => Buffer.from(part, 'base64'));
  if (!salt || expected?.length !== KEY_LENGTH) return false;
  return timingSafeEqual(await hash(value, salt), expected);
}

function hash(value: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(value, salt, KEY_LENGTH, COST, (error, key) => (error ? reject(error) : resolve(key))),
  );
}
