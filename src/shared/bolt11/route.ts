import { bytesToHex } from '@noble/hashes/utils.js'

/** One step of the way from a public node to the payee (BOLT11 field `r`). */
export interface RouteHop {
  readonly pubkey: string
  /** `block x transaction x output`, as in `66051x263430x1800`. */
  readonly shortChannelId: string
  readonly feeBaseMsat: number
  readonly feeProportionalMillionths: number
  readonly cltvExpiryDelta: number
}

const HOP_BYTES = 51

/** Undefined if the bytes are not a whole number of hops. */
export function readRoute(bytes: Uint8Array): RouteHop[] | undefined {
  if (bytes.length % HOP_BYTES !== 0) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const hops: RouteHop[] = []
  for (let at = 0; at < bytes.length; at += HOP_BYTES) {
    const block = view.getUint32(at + 33) >>> 8
    const transaction = view.getUint32(at + 35) & 0xffffff
    const output = view.getUint16(at + 39)
    hops.push({
      pubkey: bytesToHex(bytes.subarray(at, at + 33)),
      shortChannelId: `${block.toString()}x${transaction.toString()}x${output.toString()}`,
      feeBaseMsat: view.getUint32(at + 41),
      feeProportionalMillionths: view.getUint32(at + 45),
      cltvExpiryDelta: view.getUint16(at + 49)
    })
  }
  return hops
}
