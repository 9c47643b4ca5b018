const MASK = '***';
/** Shorter values would mask half of every text, and protect nothing. */
const MIN_SECRET_CHARACTERS = 4;
/** Lines of a key or of a JSON credential; shorter ones are braces and the like. */
const MIN_LINE_CHARACTERS = 8;

const known = new Set<string>();
const unprepared: string[] = [];
/** Every spelling of every secret, the longest first, so that no part of a longer one stays behind. */
let spellings: string[] = [];

/** From now on {@link redact}, and with it every log line, shows `***` instead of this value. */
export function maskSecret(value: string): void {
  if (value.length < MIN_SECRET_CHARACTERS || known.has(value)) return;
  known.add(value);
  unprepared.push(value);
}

/** The text with every masked secret replaced by `***`, also where it is spelled as JSON, base64 or part of a URL. */
export function redact(text: string): string {
  if (unprepared.length > 0) {
    const added = unprepared.splice(0).flatMap(partsOf).flatMap(spellingsOf);
    spellings = [...new Set([...spellings, ...added])].sort((a, b) => b.length - a.length);
  }
  return spellings.reduce((rest, spelling) => (rest.includes(spelling) ? rest.replaceAll(spelling, MASK) : rest), text);
}

/** The value and, since keys are often shown line by line or trimmed, its lines. PEM's own "-----BEGIN" lines say nothing. */
function partsOf(value: string): string[] {
  const trimmed = value.trim();
  const lines = trimmed.split(/\r?\n/).map((line) => line.trim());
  const telling = lines.filter((line) => line.length >= MIN_LINE_CHARACTERS && !line.startsWith('-----'));
  return trimmed.length < MIN_SECRET_CHARACTERS ? [value] : [value, trimmed, ...telling];
}

function spellingsOf(part: string): string[] {
  const bytes = Buffer.from(part);
  const json = JSON.stringify(part).slice(1, -1);
  const url = encodeURIComponent(bytes.toString());
  return [
    part,
    json,
    json.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`), // as Go's JSON writes it
    url,
    url.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`),
    url.replaceAll('%20', '+'),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    ...[0, 1, 2].flatMap((offset) => embeddedBase64(bytes, offset)),
  ];
}

/**
 * What base64 makes of a secret inside a longer text, such as "user:password" of HTTP's basic authentication: the digits that
 * depend on the secret alone when `offset` bytes (modulo 3) stand before it.
 */
function embeddedBase64(secret: Buffer, offset: number): string[] {
  const digits = Buffer.concat([Buffer.alloc(offset), secret]).toString('base64');
  const core = digits.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + secret.length) * 8) / 6));
  return core.length < MIN_SECRET_CHARACTERS ? [] : [core, core.replaceAll('+', '-').replaceAll('/', '_')];
}
