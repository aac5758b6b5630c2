/**
 * Where a node with the extension cuts a message into `count` parts of about equal length: `count + 1` offsets in bytes,
 * none of them within a character of UTF-8 text.
 */
export function partBounds(data: Uint8Array, count: number): readonly number[] {
  return Array.from({ length: count + 1 }, (_, index) => {
    let at = Math.floor((data.length * index) / count)
    for (let back = 0; back < 3 && at < data.length && ((data[at] ?? 0) & 0xc0) === 0x80; back += 1) at -= 1
    return at
  })
}
