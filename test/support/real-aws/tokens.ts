import { randomBytes } from 'node:crypto';

const LIFETIME_MS = 12 * 3600_000;

interface Token {
  readonly accessKeyId: string;
  expiresAt: number;
}

/** What GetAuthorizationToken has handed out: a password stands for the access key that asked for it. */
export class Tokens {
  private readonly tokens = new Map<string, Token>();

  issue(accessKeyId: string): { readonly password: string; readonly expiresAt: number } {
    const password = randomBytes(24).toString('base64url');
    const expiresAt = Date.now() + LIFETIME_MS;
    this.tokens.set(password, { accessKeyId, expiresAt });
    return { password, expiresAt };
  }

  /** The access key behind a `Basic` header; what is wrong with the header otherwise. */
  ownerOf(authorization: string | undefined): { readonly accessKeyId: string } | 'none' | 'unknown' | 'expired' {
    if (authorization === undefined) return 'none';
    const [username, password = ''] = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
      .toString()
      .split(':');
    const token = username === 'AWS' ? this.tokens.get(password) : undefined;
    if (token === undefined) return 'unknown';
    return token.expiresAt < Date.now() ? 'expired' : token;
  }

  /** As if twelve hours had passed. */
  expireAll(): void {
    for (const token of this.tokens.values()) token.expiresAt = 0;
  }
}
