import { Token } from 'cdktf';

/**
 * A text as Terraform has to read it. Tokens and whole expressions such as `${ephemeral.vault_secret.x.data}` stay what
 * they are; a lone `${` or `%{`, as it happens in passwords, is escaped, or else Terraform stops at "Unclosed template
 * interpolation sequence".
 */
export function terraformText(value: string): string {
  if (Token.isUnresolved(value) || isExpression(value)) return value;
  return value.replace(/([$%])\{/g, '$1$1{');
}

/** Terraform learns the value when it runs: a token, or a text with a whole `${…}` in it. */
export function isKnownOnlyToTerraform(value: unknown): boolean {
  return Token.isUnresolved(value) || (typeof value === 'string' && isExpression(value));
}

function isExpression(value: string): boolean {
  const starts = value.match(/(?<!\$)\$\{/g)?.length ?? 0;
  const whole = value.match(/(?<!\$)\$\{[^{}]+\}/g)?.length ?? 0;
  return starts > 0 && starts === whole && !/(?<!%)%\{/.test(value);
}
