import type { Conversation } from '../../../shared/domain/message'

/** Without the repeats of a conversation. The later one is the newer. */
export function oneOfEach(list: readonly Conversation[]): readonly Conversation[] {
  return [...new Map(list.map((conversation) => [conversation.pubkey, conversation])).values()]
}
