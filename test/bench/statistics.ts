export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Times several tasks in turns, so that a noisy machine disturbs all of them alike. First round is not counted. */
export async function timeInTurns<N extends string>(
  rounds: number,
  tasks: Readonly<Record<N, () => Promise<number>>>,
): Promise<Record<N, number>> {
  const times = Object.fromEntries(Object.keys(tasks).map((name) => [name, [] as number[]])) as Record<N, number[]>;
  for (let round = -1; round < rounds; round++) {
    for (const name in tasks) {
      const ms = await tasks[name]();
      if (round >= 0) times[name].push(ms);
    }
  }
  return Object.fromEntries(Object.entries<number[]>(times).map(([name, all]) => [name, median(all)])) as Record<
    N,
    number
  >;
}

export async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** One line of the report: a ratio, its bar, and whether it holds. */
export function report(what: string, value: number, bar: number, unit: string, detail: string): boolean {
  const holds = value <= bar;
  console.log(`${holds ? 'ok  ' : 'HIGH'} ${what}: ${value.toFixed(2)}${unit} (bar ${bar}${unit}; ${detail})`);
  return holds;
}
