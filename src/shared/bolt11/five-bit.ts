/** Reads 5-bit words as one big-endian number; undefined above `Number.MAX_SAFE_INTEGER`. */
export function wordsToNumber(words: Uint8Array): number | undefined {
  let value = 0
  for (const word of words) {
    value = value * 32 + word
    if (value > Number.MAX_SAFE_INTEGER) return undefined
  }
  return value
}

/** Packs 5-bit words into bytes. The last byte is padded with zeros, as in the signed text of an invoice. */
export function wordsToPaddedBytes(words: Uint8Array, bytes: Uint8Array, offset: number): void {
  let bits = 0
  let held = 0
  let at = offset
  for (const word of words) {
    held = ((held << 5) | word) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = held >> bits
    }
  }
  if (bits > 0) bytes[at] = held << (8 - bits)
}

/** Packs 5-bit words into bytes; undefined if the remainder is a whole word or not zero. */
export function wordsToBytes(words: Uint8Array): Uint8Array | undefined {
  const bitLength = words.length * 5
  const length = bitLength >> 3
  const spare = bitLength & 7
  if (spare >= 5 || ((words.at(-1) ?? 0) & ((1 << spare) - 1)) !== 0) return undefined
  const bytes = new Uint8Array(length + 1)
  wordsToPaddedBytes(words, bytes, 0)
  return bytes.subarray(0, length)
}
