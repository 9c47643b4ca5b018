/** LAW: tfplugin6 <-> framework. Translates, decides nothing. */
export { MAGIC_COOKIE, PROTOCOL_VERSION, providerService } from './service';
