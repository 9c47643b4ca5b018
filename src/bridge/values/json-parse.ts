import { ExactJsonReader } from './json-reader';

/**
 * A number that JSON.parse might not carry: 16 digits or more (of 15, none is ever lost), or an exponent. It may match
 * inside a string too; that costs time and nothing else.
 */
const RISKY_NUMBER = /(?:^|[\s:,[])-?(?:[\d.]{16}|[\d.]+[eE])/;

/**
 * JSON with exact numbers: each is a JavaScript number, or an {@link ExactNumber} where that would lose digits. For state
 * of a foreign shape; where the type is known, decodeJson is the better choice.
 * @throws ValueError if it is not JSON
 */
export function parseJson(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return RISKY_NUMBER.test(text) ? new ExactJsonReader(text).document() : parseFast(text);
}

function parseFast(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The message of JSON.parse quotes the text, which may hold a secret; our own reader says where it is wrong.
    return new ExactJsonReader(text).document();
  }
}
