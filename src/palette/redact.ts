import { messageOf } from '../http';

/** Fields of Palette's objects that hold a secret. */
const SECRET_FIELDS: ReadonlySet<string> = new Set(['password', 'token', 'secretKey', 'secretToken', 'key']);

/** A shorter secret is only taken out as a word of its own: as part of words it would tear up every text. */
const SHORTEST_FREE_MATCH = 4;

/**
 * Knows the secrets of one client, and takes them out of any text. Palette echoes what it was sent: the SDK of its
 * vendor had to learn to redact the API key from "ResourceNotFound" errors.
 */
export class Secrets {
  readonly #forms = new Set<string>();

  add(secret: string): void {
    if (secret === '') return;
    for (const form of formsOf(secret)) this.#forms.add(form);
  }

  /** Adds every secret that an object of Palette's API holds. */
  addFrom(body: unknown): void {
    if (typeof body !== 'object' || body === null) return;
    for (const [name, value] of Object.entries(body)) {
      if (typeof value === 'string' && SECRET_FIELDS.has(name)) this.add(value);
      else this.addFrom(value);
    }
  }

  redact(text: string): string {
    let clean = text;
    for (const form of [...this.#forms].sort((a, b) => b.length - a.length)) {
      if (form.length >= SHORTEST_FREE_MATCH) clean = clean.split(form).join('***');
      else clean = clean.replace(wordOfItsOwn(form), '***');
    }
    return clean;
  }

  /** A copy of a caught error: name, code and message, redacted; nothing else, because errors carry raw answers along. */
  redactError(error: unknown): unknown {
    if (!isErrorLike(error)) return this.redact(String(error));
    const copy = new Error(this.redact(messageOf(error)));
    copy.name = error.name;
    copy.stack = this.redact(error.stack ?? '');
    if ('code' in error) Object.assign(copy, { code: error.code });
    if (error.cause !== undefined) copy.cause = this.redactError(error.cause);
    return copy;
  }
}

/** A secret as texts write it: plain, in JSON (Go's too), in URLs, in HTML, and the lines of a longer one. */
function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const goJson = json.replace(/[&<>]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
  const html = secret.replace(/[&<>"']/g, (sign) => HTML_SIGNS[sign] ?? sign);
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= 16 && !line.startsWith('-----'));
  return [secret, json, goJson, encodeURIComponent(secret), encodeURI(secret), html, ...lines];
}

const HTML_SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

function wordOfItsOwn(secret: string): RegExp {
  const literal = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, 'gu');
}

/** By its shape, because an error may come from another realm, where `instanceof` is of no use. */
function isErrorLike(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'message' in value && 'name' in value;
}
