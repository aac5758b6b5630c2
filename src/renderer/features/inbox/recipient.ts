import type { Pubkey } from '../../../shared/domain/ids'
import type { Conversation } from '../../../shared/domain/message'
import { isNodeKey, normalKey } from '../../../shared/domain/sender'
import { isDid } from '../../../shared/message-cost'
import { sat } from '../../../shared/money'
import { fail, ok, type Result } from '../../../shared/result'

export type RecipientProblem = 'not-a-key' | 'own-key'

export const recipientProblem: Record<RecipientProblem, string> = {
  'not-a-key': 'Enter the whole public key: 66 characters that begin with 02 or 03.',
  'own-key': 'This is the key of your own node.'
}

/** Reads a node key, a node address `key@host:port`, or a DID. */
export function recipientOf(text: string, own: Pubkey | undefined): Result<Pubkey, RecipientProblem> {
  const key = normalKey(text.trim().replace(/^([0-9a-f]{66})@\S+$/iu, '$1'))
  if (!isNodeKey(key) && !(isDid(key) && !/\s/u.test(key))) return fail('not-a-key')
  return key === own ? fail('own-key') : ok(key as Pubkey)
}

/** A conversation before its first message. */
export function newConversation(pubkey: Pubkey): Conversation {
  return {
    pubkey,
    name: '',
    contact: false,
    sender: { petname: '', muted: false, minSats: sat(0n) },
    lastSeq: 0,
    lastAt: 0,
    lastLine: '',
    lastKind: 'text',
    unread: 0,
    firstUnreadSeq: undefined,
    receivedSat: sat(0n),
    machineCount: 0
  }
}
