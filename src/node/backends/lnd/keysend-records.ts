/**
 * Custom records of a keysend's last hop, by type. Other programs use them too: whatsat, Balance of Satoshis,
 * ThunderHub, bLIP-10 (podcasts), Sphinx, and the second generation of IMP.
 */
export const RECORD = {
  preimage: 5482373484n,
  text: 34349334n,
  signature: 34349337n,
  sender: 34349339n,
  /** whatsat: 8 bytes, big-endian nanoseconds. Signed byte for byte. */
  time: 34349343n,
  podcast: 7629169n,
  tipNote: 7629171n,
  sphinx: 133773310n,
  didcommSender: 555555n,
  didcomm: 684931n,
  /** Which part of the records an HTLC carries: decimal digits, from 0. */
  didcommPart: 123456n,
  /** Our own: the id of the message that this one replies to, in UTF-8. Odd types, so that other programs skip them. */
  replyTo: 1229803523n,
  /**
   * Our own: the payment hash of the first part (32 bytes), then number and total of the parts (2 bytes each, from 1).
   */
  part: 1229803525n
} as const

/** The bytes that a sender signs in whatsat: `sender ‖ recipient ‖ time ‖ text`, each unchanged from its record. */
export function signedBytes(sender: Buffer, recipient: Buffer, time: Buffer, text: Buffer): Buffer {
  return Buffer.concat([sender, recipient, time, text])
}

export function timeRecord(milliseconds: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(milliseconds) * 1_000_000n)
  return bytes
}

export function partRecord(firstHash: Buffer, number: number, total: number): Buffer {
  const counts = Buffer.alloc(4)
  counts.writeUInt16BE(number, 0)
  counts.writeUInt16BE(total, 2)
  return Buffer.concat([firstHash, counts])
}

/** A UUID (version 8) made from the payment hash in hex, so that the same payment always has the same message id. */
export function messageId(paymentHash: string): string {
  const b = Buffer.from(paymentHash.slice(0, 32), 'hex')
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x80
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80
  const hex = b.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
