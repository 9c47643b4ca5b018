import { failureMessage } from './failure';
import { once } from 'node:events';
import { type Server } from 'node:http';

/** The sandbox holds an all-powerful key and real secrets: it never listens beyond this machine. */
const LOOPBACK = '127.0.0.1';

/** Throws a clear error if the port is taken; 0 = any free port. */
export async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, LOOPBACK);
  try {
    await once(server, 'listening');
  } catch (error) {
    const reason = failureMessage(error);
    throw new Error(`Cannot listen on ${LOOPBACK}:${port}. Choose another port. Cause: ${reason}`, { cause: error });
  }
}

/** Takes the wanted port if it is free, else any. */
export async function listenPreferring(server: Server, port: number): Promise<void> {
  try {
    await listen(server, port);
  } catch {
    // Another process has the old port; the caller learns the new one from portOf.
    await listen(server, 0);
  }
}

export function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Ends open connections too: keep-alive sockets would hold the process for seconds. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
