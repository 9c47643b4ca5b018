import type { ProviderServer } from '../framework';
import type { calls } from './messages';
import type { MessageValue } from './protobuf/message';

type Calls = typeof calls;
type CallName = keyof Calls;

/** Handles calls in terms of decoded messages. */
export type Handlers<N extends CallName = CallName> = {
  readonly [C in N]: (
    request: MessageValue<Calls[C]['request']>,
  ) => MessageValue<Calls[C]['response']> | Promise<MessageValue<Calls[C]['response']>>;
};

/** What every handler translates for. */
export interface Translation {
  readonly server: ProviderServer;
  /** Takes secrets out of texts for people. */
  redact(text: string): string;
}
