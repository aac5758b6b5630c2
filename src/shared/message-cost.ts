import { sat, type Sat } from './money'

/** A node cuts a message into payments of so many bytes, each of at least one satoshi (messaging.Messaging.SendMessage). */
const BYTES_PER_SAT = 900
/** From 480 payments on, nodes refuse: as many as a channel has places for. */
const MAX_PARTS = 479

/** The longest message that can be sent, in UTF-8 bytes. */
export const MAX_MESSAGE_BYTES = MAX_PARTS * BYTES_PER_SAT

/** What sending so many bytes costs; what the payments' routes cost is not known beforehand. */
export function messageCost(byteLength: number): Sat {
  return sat(BigInt(Math.max(1, Math.ceil(byteLength / BYTES_PER_SAT))))
}

/**
 * What an invoice takes at most besides its memo: keys, signature and a few route hints, as characters.
 * A memo of n bytes takes 8/5 n characters (BOLT11, field `d`).
 */
const INVOICE_BYTES = 750

/** What sending an invoice with a memo of so many bytes costs at most. */
export function requestCost(memoBytes: number): Sat {
  return messageCost(INVOICE_BYTES + Math.ceil((memoBytes * 8) / 5))
}

/** A node's key, or the DID by which the second generation names a node. */
const RECIPIENT = /^(?:0[23][0-9a-f]{64}|did:[a-z0-9]+:\S+)$/u

/** Whether a node can be told to send to this key; what messages give as their sender may be anything. */
export function isRecipient(pubkey: string): boolean {
  return RECIPIENT.test(pubkey)
}
