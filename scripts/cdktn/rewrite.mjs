/**
 * The constructs for cdktn (CDK Terrain), the living fork of cdktf: the same compiled code under other package names.
 * The TypeScript compiler leaves module specifiers as they are, so a second compilation would write nothing else.
 * `npm run check:cdktn` proves it against the real cdktn.
 */
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where a module is named: `require('…')`, `import('…')`, `from '…'`, `import '…'`. */
const SPECIFIER = /\b(require\(|import\(|from |import )(['"])(@cdktf\/provider-aws|cdktf)(\/[^'"]*)?\2/g;

const TWINS = { cdktf: 'cdktn', '@cdktf/provider-aws': '@cdktn/provider-aws' };

/** JavaScript, TypeScript or declarations that import cdktf, as such that import cdktn; other text stays. */
export function forCdktn(code) {
  return code.replace(
    SPECIFIER,
    (_all, keyword, quote, name, deeper = '') => `${keyword}${quote}${TWINS[name]}${deeper}${quote}`,
  );
}

/** Copies compiled constructs. Both folders stand side by side, so that what they import beside them stays in reach. */
export function writeForCdktn(from, to) {
  cpSync(from, to, { recursive: true });
  for (const entry of readdirSync(to, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    writeFileSync(file, forCdktn(readFileSync(file, 'utf8')));
  }
}
