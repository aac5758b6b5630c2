import { shortKey } from '../short-key'
import { looksEmpty, visibleLine } from '../visible-text'
import type { Pubkey } from './ids'

/**
 * The identity of a conversation. A sender is *proven* if the node vouches for the key: generation 1 reports
 * `from_pubkey`, and the wallet trusts its own node with it as with the amount. A sender is *claimed* if only the
 * message itself names it: `from` of generation 2, which anyone can write (docs/protocol.md). A claimed sender has an
 * id of its own, so that its messages, petname and settings are never mixed with those of the proven sender of the same
 * key.
 */
export const CLAIMED = 'claimed:'
const NODE_KEY = /^0[23][0-9a-f]{64}$/iu
/**
 * The long form of a peer DID contains the whole DID document; the part before it is the short form of the same peer.
 */
const INITIAL_STATE = /^(did:[^?]*)\?initialState=/su

/** The canonical form of a key: no white space around it, hex in lower case, a peer DID without its document. */
export function normalKey(key: string): string {
  const trimmed = key.trim()
  if (NODE_KEY.test(trimmed)) return trimmed.toLowerCase()
  return INITIAL_STATE.exec(trimmed)?.[1] ?? trimmed
}

/** The id of the conversation with a key. */
export function senderOf(key: string, claimed: boolean): Pubkey {
  const normal = normalKey(key)
  return (claimed && !hasPrefix(normal) ? `${CLAIMED}${normal}` : normal) as Pubkey
}

const hasPrefix = (sender: string): boolean => sender.startsWith(CLAIMED)

/**
 * Whether nothing proves that this sender holds the key. A node that reports the prefix itself proves nothing either.
 * Messages without a sender claim none, whichever generation of the node delivered them.
 */
export function isClaimed(sender: string): boolean {
  return hasPrefix(sender) && !isKeyless(sender)
}

/** Whether the node vouches for the key of this sender. A message that names no sender proves none. */
export function isProven(sender: string): boolean {
  return sender !== '' && !hasPrefix(sender)
}

/** The key itself, to show, copy and send to. */
export function keyOf(sender: string): string {
  return hasPrefix(sender) ? sender.slice(CLAIMED.length) : sender
}

/** Whether this is the conversation of all messages that came without a sender. */
export function isKeyless(sender: string): boolean {
  return keyOf(sender) === ''
}

/** Whether a key is a node key, as used for payees in invoices. A DID cannot be compared with a payee. */
export function isNodeKey(key: string): boolean {
  return NODE_KEY.test(key)
}

/** Appended to the name of a claimed sender wherever it is shown. */
export const UNVERIFIED = 'unverified'

/** The petname, or the ends of the key. Sanitised, never blank, without the mark of a claimed sender. */
export function bareName(sender: string, petname: string): string {
  const name = visibleLine(petname)
  if (!looksEmpty(name)) return name
  const key = visibleLine(keyOf(sender))
  return looksEmpty(key) ? 'Unknown sender' : shortKey(key)
}

/** The name with its mark, for one line of text. */
export function senderName(sender: string, petname: string): string {
  const name = bareName(sender, petname)
  return isClaimed(sender) ? `${name} (${UNVERIFIED})` : name
}

/** The name of the conversation with a sender, with its mark. */
export function conversationName(sender: string, petname: string): string {
  return isKeyless(sender) && looksEmpty(visibleLine(petname))
    ? 'Unknown senders'
    : senderName(sender, petname)
}
