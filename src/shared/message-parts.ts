import { sat, type Sat } from './money'

/** What each of `count` parts carries of the amount of a message. The first part carries the remainder of the division. */
export function partAmounts(amountSat: bigint, count: number): readonly Sat[] {
  const parts = BigInt(count)
  const remainder = amountSat % parts
  return Array.from({ length: count }, (_, index) => sat(amountSat / parts + (index === 0 ? remainder : 0n)))
}

/**
 * Where a node with the extension cuts a message into `count` parts: `count + 1` offsets in bytes, none of them within a
 * character of UTF-8 text. The parts have about equal lengths, so that most of them fit longer routes than 900 bytes do.
 */
export function partBounds(data: Uint8Array, count: number): readonly number[] {
  return Array.from({ length: count + 1 }, (_, index) => {
    let at = Math.floor((data.length * index) / count)
    for (let back = 0; back < 3 && at < data.length && ((data[at] ?? 0) & 0xc0) === 0x80; back += 1) at -= 1
    return at
  })
}
