/**
 * How deep values and types may nest. Terraform has no such limit, but a few kilobytes of hostile bytes could otherwise
 * exhaust the stack; a hundred levels are already more than any real configuration has.
 */
export const MAX_DEPTH = 400;

/** Shared by types, msgpack and JSON: each of them is a way in for bytes from outside. */
export const TOO_DEEP = `at most ${MAX_DEPTH} levels of nesting are supported`;
