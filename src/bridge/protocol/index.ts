/** LAW: tfplugin6 <-> framework. Translates, decides nothing. */
export { CALL_NAMES, type CallName, MAGIC_COOKIE, pathOf, PROTOCOL_VERSION } from './identity';
export { type BytesHandler, providerService } from './service';
