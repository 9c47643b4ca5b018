/** Lines of a log as they come, for tests that act when something happened instead of after some time. */
export class LogLines {
  readonly #waiting: { readonly pattern: RegExp; left: number; readonly tell: () => void }[] = [];

  /** To be given as the log function. */
  readonly add = (line: string): void => {
    for (const each of this.#waiting.filter(({ pattern }) => pattern.test(line))) {
      each.left -= 1;
      if (each.left > 0) continue;
      this.#waiting.splice(this.#waiting.indexOf(each), 1);
      each.tell();
    }
  };

  /** Resolves when so many more lines match. */
  next(pattern: RegExp, times = 1): Promise<void> {
    return new Promise((tell) => this.#waiting.push({ pattern, left: times, tell }));
  }
}
