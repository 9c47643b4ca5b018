import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = resolve(__dirname, '..', '..');

/**
 * Evaluates an expression with `it`, an ES module below scripts/, in a process of its own.
 * @returns what the expression is, or `{ <class of the error>: <its message> }`
 */
export function evaluate<T>(module: string, expression: string, env: NodeJS.ProcessEnv = {}): T {
  const url = pathToFileURL(join(ROOT, 'scripts', module)).href;
  const program = `import * as it from ${JSON.stringify(url)};
    const outcome = await (async () => ${expression})().catch((error) => ({ [error.constructor.name]: error.message }));
    console.log(JSON.stringify(outcome));`;
  const options = { encoding: 'utf8', env: { ...process.env, ...env }, cwd: ROOT, maxBuffer: 1 << 24 } as const;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], options)) as T;
}
