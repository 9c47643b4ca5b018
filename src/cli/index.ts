/** LAW: arguments in, text out. One file a command. */
export { run } from './main';
export { type CommandIo } from './command';
