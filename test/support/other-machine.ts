/** Runs something as if Node.js had been built for another machine: it says so by two properties that cannot be assigned. */
export async function onMachine<T>(platform: string, arch: string, run: () => T | Promise<T>): Promise<T> {
  const own = { platform: process.platform, arch: process.arch };
  pretend({ platform, arch });
  try {
    return await run();
  } finally {
    pretend(own);
  }
}

function pretend(machine: { readonly platform: string; readonly arch: string }): void {
  for (const [name, value] of Object.entries(machine)) Object.defineProperty(process, name, { value });
}
