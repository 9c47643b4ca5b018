import { type FaultName } from './fault-table';

/** Reads, updates and deletions do the same however often they arrive: what breaks once is sent again. */
export const SENT_AGAIN: readonly FaultName[] = [
  'latency',
  'slow drip',
  'early hints first',
  'reset after the headers',
  'reset after the body',
  'reset after the work',
  'closed after the body',
  'closed after the work',
  'reset within the headers',
  'closed within the headers',
  'reset within the content',
  'closed within the content',
  'chunks without an end',
  'a kept connection that closes',
  '429 without a time',
  '429 with seconds',
  '429 with a date',
  '502 as a page',
  '503 with seconds',
  '504 after the work',
];
export const SILENT: readonly FaultName[] = [
  'slow drip, too slow',
  'black hole before the work',
  'black hole after the work',
];
export const NOT_PALETTE: readonly FaultName[] = [
  'content that is garbage',
  'content that is cut JSON',
  'content that is a login page',
  'an answer that is no HTTP',
  'no HTTP, and no work',
  '403 page of a proxy',
  '404 page of a proxy',
  '407 of a proxy',
  'redirect to a login',
];
/** A 204 has no content: that it was accepted is all that is asked. */
export const NOTHING_TO_READ: readonly FaultName[] = ['content that is another JSON', 'no content', 'length too small'];
export const ALWAYS_CUT: readonly FaultName[] = ['reset after the work, always', 'reset after the body, always'];
export const FAILED_IN_WORDS: readonly FaultName[] = ["500 in Palette's words", '500 as a page', '503, always'];
