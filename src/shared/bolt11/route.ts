import { bytesToHex } from '@noble/hashes/utils.js'

/** One hop between a public node and the payee (BOLT11 field `r`). */
export interface RouteHop {
  readonly pubkey: string
  /** `block x transaction x output`, as in `66051x263430x1800`. */
  readonly shortChannelId: string
  readonly feeBaseMsat: number
  readonly feeProportionalMillionths: number
  readonly cltvExpiryDelta: number
}

const HOP_BYTES = 51

/** Undefined unless the bytes are one or more whole hops. */
export function readRoute(bytes: Uint8Array): RouteHop[] | undefined {
  if (bytes.length === 0 || bytes.length % HOP_BYTES !== 0) return undefined
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

/** Fee rates are in millionths of the amount. */
const MILLION = 1_000_000n

/**
 * The largest fee, in millisatoshis, that an invoice's route hints charge between a public node and the payee. A hop
 * charges its base fee and a share of what it forwards (BOLT7, fee calculation), so hops are summed from the payee
 * backwards.
 */
export function largestHintedFee(routes: readonly (readonly RouteHop[])[], amount: bigint): bigint {
  let largest = 0n
  for (const route of routes) {
    let forwarded = amount
    for (const hop of [...route].reverse()) {
      forwarded += BigInt(hop.feeBaseMsat) + (forwarded * BigInt(hop.feeProportionalMillionths)) / MILLION
    }
    if (forwarded - amount > largest) largest = forwarded - amount
  }
  return largest
}
