import { secp256k1 } from '@noble/curves/secp256k1.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { hexToBytes } from '@noble/hashes/utils.js'
import { bech32 } from '@scure/base'

export const PRIVATE_KEY = hexToBytes('e126f68f7eafcc8b74f54d269fe206be715000f94dac067d1c04a8ca3b2db734')
export const PUBLIC_KEY = '03e7156ae33b0a208d0744199163177e909e80176e55d97a2f221ede0f934dd9ad'

export type Field = readonly [letter: string, words: readonly number[]]

export const bytesField = (letter: string, bytes: Uint8Array): Field => [letter, bech32.toWords(bytes)]
export const hash = (letter: string, fill: number): Field => bytesField(letter, new Uint8Array(32).fill(fill))
export const text = (letter: string, value: string): Field =>
  bytesField(letter, new TextEncoder().encode(value))

/** Payment hash of 01s, secret of 02s, description `x`. */
export const MINIMAL: readonly Field[] = [hash('p', 1), hash('s', 2), text('d', 'x')]

const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

/** Signs an invoice of any fields, valid or not. It shares no code with the decoder under test. */
export function makeInvoice(
  fields: readonly Field[],
  options: { prefix?: string; trailing?: readonly number[]; highS?: boolean } = {}
): string {
  const prefix = options.prefix ?? 'lnbcrt'
  const words = [0, 1, 2, 3, 4, 5, 6]
  for (const [letter, data] of fields) {
    words.push(LETTERS.indexOf(letter), data.length >> 5, data.length & 31, ...data)
  }
  words.push(...(options.trailing ?? []))
  const bits = words.map((word) => word.toString(2).padStart(5, '0')).join('')
  const bytes = bits.match(/.{1,8}/g) ?? []
  const signed = [
    ...new TextEncoder().encode(prefix),
    ...bytes.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2))
  ]
  const digest = sha256(Uint8Array.from(signed))
  const [recovery = 0, ...low] = secp256k1.sign(digest, PRIVATE_KEY, { prehash: false, format: 'recovered' })
  const signature = options.highS === true ? [...negatedS(low), recovery ^ 1] : [...low, recovery]
  return bech32.encode(prefix, [...words, ...bech32.toWords(Uint8Array.from(signature))], false)
}

function negatedS(compact: readonly number[]): Uint8Array {
  const { r, s } = secp256k1.Signature.fromBytes(Uint8Array.from(compact), 'compact')
  return new secp256k1.Signature(r, secp256k1.Point.Fn.neg(s)).toBytes('compact')
}
