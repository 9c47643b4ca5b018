import type { Environment } from '../http';

export type LogLevel = 'debug' | 'info' | 'warn';
/** Receives a sentence and plain fields. Neither ever holds a secret. */
export type Log = (level: LogLevel, message: string, fields?: Record<string, unknown>) => void;

export interface PaletteClientOptions {
  /** Bare host ("api.spectrocloud.com") or URL. `http://` only for loopback hosts. */
  readonly host: string;
  readonly apiKey: string;
  /** Where HTTPS_PROXY and NO_PROXY are looked up: the environment of the process, or `{}` for no proxy. */
  readonly environment: Environment;
  /** PEM, one or several certificates, trusted besides the roots. */
  readonly caCertificate?: string;
  /** @default false */
  readonly insecureSkipTlsVerify?: boolean;
  /** One HTTP exchange, from connecting to the last byte. @default 30000 */
  readonly requestTimeoutMs?: number;
  /** How often a request is repeated at most. @default 5 */
  readonly maxRetries?: number;
  /** Requests per second of this client; 0 = no limit. @default 10, Palette's own limit */
  readonly requestsPerSecond?: number;
  /** Requests that may leave at once after a pause; a new client begins with one second's worth. @default 50, Palette's own limit */
  readonly burst?: number;
  /** @default nothing is logged */
  readonly log?: Log;
  /** PEM file of more roots, the meaning of NODE_EXTRA_CA_CERTS. Unreadable = a warning in the log, as in Node. */
  readonly extraRootsFile?: string;
}

export interface CallOptions {
  /** Ends the call wherever it is: waiting for its turn, on the wire, or between two attempts. */
  readonly signal?: AbortSignal;
}
