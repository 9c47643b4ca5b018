import { DefaultTokenResolver, StringConcat, Tokenization } from 'cdktf';
import type { Construct } from 'constructs';
import { createHash } from 'node:crypto';

/**
 * A part of a construct's id that stays the same from one synthesis to the next: of a token its expression, since its own
 * number depends on what was made before. Texts that differ get ids that differ.
 */
export function idFromText(scope: Construct, text: string): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const resolved = String(Tokenization.resolve(text, { scope, resolver })).replace(/^\$\{(.*)\}$/s, '$1');
  const id = resolved.replace(/[^\w.]+/g, '-').replace(/^-|-$/g, '');
  if (id === resolved) return id;
  return `${id}-${createHash('sha256').update(resolved).digest('hex').slice(0, 8)}`;
}
