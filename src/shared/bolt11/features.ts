import { fail, ok, type Result } from '../result'

/**
 * The required form (even bit) of every feature that BOLT 9 lists for invoices: var_onion_optin, payment_secret,
 * basic_mpp, option_route_blinding, option_attribution_data, option_payment_metadata.
 */
const KNOWN_REQUIRED: ReadonlySet<number> = new Set([8, 14, 16, 24, 36, 48])

/** Numbers of the bits set in field `9`, ascending. Bit 0 is the last bit of the last word. */
export function readFeatureBits(words: Uint8Array): number[] {
  const bits: number[] = []
  for (let i = words.length - 1, first = 0; i >= 0; i--, first += 5) {
    const word = words[i] ?? 0
    for (let bit = 0; bit < 5; bit++) if ((word >> bit) & 1) bits.push(first + bit)
  }
  return bits
}

/** An unknown even bit forbids the payment; an unknown odd bit is ignored (BOLT11 "Feature Bits"). */
export function checkFeatures(bits: readonly number[]): Result<undefined, 'unknown-required-feature'> {
  const unknown = bits.find((bit) => bit % 2 === 0 && !KNOWN_REQUIRED.has(bit))
  return unknown === undefined ? ok(undefined) : fail('unknown-required-feature', unknown.toString())
}
