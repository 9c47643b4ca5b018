/**
 * LAW: turns a Node process into a go-plugin child (handshake, AutoMTLS, gRPC, broker, stdio, health). Knows nothing of what
 * the plugin is for.
 */
export { type ReattachConfig, servePluginForDebugging } from './debug';
export { type PluginDefinition, type UnaryHandler } from './definition';
export { GrpcError } from './grpc-status';
export { keepHeapSmall } from './heap';
export { configureLog, log, type LogFields } from './log';
export { maskSecret, redact } from './secrets';
export { servePlugin } from './serve';
