/** LAW: reaches an HTTP server: which proxy, which trust, undici, and what a failed connection means. */
export { type Connections, type ConnectionSettings, openConnections } from './connections';
export {
  type ConnectionFailure,
  type NetworkProblem,
  readConnectionFailure,
  type TlsProblem,
} from './connection-failure';
export { exchange, ExchangeFailure, type ExchangeStage, type HttpAnswer, type HttpRequest } from './exchange';
export { type Environment, isLoopback, proxyFor } from './proxy';
export { messageOf, nameOf, readProperty } from './thrown';
export { createTrust, type PemProblem, readCertificates, type TrustOptions } from './trust';
