/** A small symmetric picture of a public key, which tells keys apart at a glance. It is not a security feature. */
export interface Identicon {
  /** 1 to 6: one of the identicon colours in tokens.css. */
  readonly colour: number
  /** SVG path on a grid of 5 × 5. */
  readonly path: string
}

/** FNV-1a over the text, with a final mix so that similar keys give different pictures. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

export function identicon(pubkey: string): Identicon {
  const bits = hash(pubkey)
  // Three columns come from the hash; the other two mirror them. An empty picture gets a single cell.
  const cells = bits % 32768 === 0 ? 4 : bits % 32768
  let path = ''
  for (let row = 0; row < 5; row++) {
    for (let column = 0; column < 3; column++) {
      if (((cells >> (row * 3 + column)) & 1) === 0) continue
      path += `M${column} ${row}h1v1h-1z`
      if (column < 2) path += `M${4 - column} ${row}h1v1h-1z`
    }
  }
  return { colour: ((bits >>> 16) % 6) + 1, path }
}
