import { sat, type Sat } from './money'

/** A node cuts a message into payments of so many bytes, each of at least one satoshi (messaging.Messaging.SendMessage). */
const BYTES_PER_SAT = 900
/** From 480 payments on, nodes refuse: as many as a channel has places for. */
const MAX_PARTS = 479

/** The longest message that can be sent, in UTF-8 bytes. */
export const MAX_MESSAGE_BYTES = MAX_PARTS * BYTES_PER_SAT

/**
 * What DIDComm makes of a message: signed, encrypted and written in base64 twice, with long DIDs around it. Measured with
 * imp-daemon 0.4.6: 26 bytes cost 11 sat, 900 bytes 13, 5,000 bytes 20. A little more is offered, because a message for
 * which too little is offered never leaves.
 */
const DIDCOMM_BYTES = 10_000
const DIDCOMM_GROWTH = 16 / 9

/**
 * What a message of `byteLength` costs, without the fees of its routes, which are not known beforehand. For a DID it is an
 * estimate.
 * @param recipient the key or DID; without one the cost by generation 1's rule
 */
export function messageCost(byteLength: number, recipient = ''): Sat {
  const bytes = isDid(recipient) ? DIDCOMM_BYTES + byteLength * DIDCOMM_GROWTH : byteLength
  return sat(BigInt(Math.max(1, Math.ceil(bytes / BYTES_PER_SAT))))
}

/** Generation 2 of the node names its recipients by DIDs. */
export function isDid(recipient: string): boolean {
  return recipient.startsWith('did:')
}

/**
 * What an invoice takes at most besides its memo: keys, signature and a few route hints, as characters.
 * A memo of n bytes takes 8/5 n characters (BOLT11, field `d`).
 */
const INVOICE_BYTES = 750

/** What sending an invoice with a memo of so many bytes costs at most. */
export function requestCost(memoBytes: number, recipient = ''): Sat {
  return messageCost(INVOICE_BYTES + Math.ceil((memoBytes * 8) / 5), recipient)
}

/** A node's key, or the DID by which the second generation names a node. */
const RECIPIENT = /^(?:0[23][0-9a-f]{64}|did:[a-z0-9]+:\S+)$/u

/** Whether a node can be told to send to this key; what messages give as their sender may be anything. */
export function isRecipient(pubkey: string): boolean {
  return RECIPIENT.test(pubkey)
}
