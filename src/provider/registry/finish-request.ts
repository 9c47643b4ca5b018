import { OperationTimeout } from '../../bridge/framework';

/** Pipelines kill Terraform some ten seconds after they asked it to stop, and a look for what was made has to follow. */
const FINISH_WITHIN_MS = 5_000;

/**
 * Runs a request that makes something. Ctrl-C leaves it some seconds for the answer: only that says what was made, and
 * Terraform, which waits for it, stores it. A timeout, or a Ctrl-C that came before, ends it at once.
 */
export async function finishRequest<T>(
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<T>,
  withinMs = FINISH_WITHIN_MS,
): Promise<T> {
  const controller = new AbortController();
  const giveUp = () => controller.abort(signal.reason);
  let timer: NodeJS.Timeout | undefined;
  const onAbort = () => {
    if (signal.reason instanceof OperationTimeout) giveUp();
    else timer = setTimeout(giveUp, withinMs);
  };
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await run(controller.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
