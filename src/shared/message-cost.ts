import { sat, satToMsat, type Sat } from './money'

/**
 * A node splits a message into payments of this many bytes, each of at least one satoshi
 * (messaging.Messaging.SendMessage). 900 bytes fit the onion of a route with two nodes in between.
 */
export const BYTES_PER_SAT = 900
/** Nodes refuse a message from 480 payments on, because a channel has no more HTLC slots. */
export const MAX_PARTS = 479
/** What each payment of a message to a key carries, because the cost of the message is the number of its parts. */
export const PART_MSAT = satToMsat(sat(1n))

/** The longest message that can be sent, in UTF-8 bytes. */
export const MAX_MESSAGE_BYTES = MAX_PARTS * BYTES_PER_SAT

/**
 * Overhead of DIDComm: a message is signed, encrypted and encoded in base64 twice, with long DIDs. Measured with
 * imp-daemon 0.4.6: 26 bytes cost 11 sat, 900 bytes 13, 5,000 bytes 20. Rounded up, because a message with too small an
 * amount is not sent.
 */
const DIDCOMM_BYTES = 10_000
const DIDCOMM_GROWTH = 16 / 9

/**
 * The cost of a message of `byteLength` bytes, without fees, which only some nodes estimate beforehand. For a DID it is
 * an estimate.
 * @param recipient key or DID; without it the cost follows generation 1's rule
 */
export function messageCost(byteLength: number, recipient = ''): Sat {
  const bytes = isDid(recipient) ? DIDCOMM_BYTES + byteLength * DIDCOMM_GROWTH : byteLength
  return sat(BigInt(Math.max(1, Math.ceil(bytes / BYTES_PER_SAT))))
}

/** The number of payments that a message to a key is sent in. Nodes split it into parts of about equal length. */
export function messageParts(byteLength: number): number {
  return Math.max(1, Math.ceil(byteLength / BYTES_PER_SAT))
}

/** Generation 2 of the node addresses its recipients by DID. */
export function isDid(recipient: string): boolean {
  return recipient.startsWith('did:')
}

/**
 * Maximum size of an invoice besides its memo, in characters: keys, signature and a few route hints. A memo of n bytes
 * takes 8/5 n characters (BOLT11, field `d`).
 */
const INVOICE_BYTES = 750

/** Maximum cost of sending an invoice with a memo of this many bytes. */
export function requestCost(memoBytes: number, recipient = ''): Sat {
  return messageCost(INVOICE_BYTES + Math.ceil((memoBytes * 8) / 5), recipient)
}

/** A node's key, or a DID, which addresses a node of the second generation. */
const RECIPIENT = /^(?:0[23][0-9a-f]{64}|did:[a-z0-9]+:\S+)$/u

/** Whether a node can send to this key. The sender key in a message may be any text. */
export function isRecipient(pubkey: string): boolean {
  return RECIPIENT.test(pubkey)
}
