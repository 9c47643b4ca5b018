/** How long a host may take to connect; go-plugin hosts give up on a plugin after a minute too. */
const PATIENCE_MS = 60_000;

/**
 * Ends the plugin when its host is gone, which no host tells: calls `end` once the last connection has closed, or when
 * nobody connected in time.
 */
export class HostWatch {
  private open = 0;
  private readonly patience: NodeJS.Timeout;

  constructor(
    private readonly end: () => void,
    patienceMs = PATIENCE_MS,
  ) {
    this.patience = setTimeout(end, patienceMs);
  }

  /** Counts a connection that was proved to be the host's. */
  add(session: { once(event: 'close', listener: () => void): unknown }): void {
    clearTimeout(this.patience);
    this.open += 1;
    session.once('close', () => {
      this.open -= 1;
      if (this.open === 0) this.end();
    });
  }
}
