// @ts-check

/**
 * A Windows icon file of PNG images (Vista and later).
 * @see https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
 * @param {readonly { size: number, png: Uint8Array }[]} images squares of at most 256 pixels
 * @returns {Uint8Array}
 */
export function ico(images) {
  const HEADER = 6
  const ENTRY = 16
  const header = Buffer.alloc(HEADER + ENTRY * images.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = header.length
  for (const [index, { size, png }] of images.entries()) {
    const entry = header.subarray(HEADER + ENTRY * index)
    // 0 stands for 256.
    entry.writeUInt8(size % 256, 0)
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += png.length
  }
  return Buffer.concat([header, ...images.map(({ png }) => png)])
}

/** The PNG entries of a macOS icon file: type and size in pixels. */
const ICNS_ENTRIES = /** @type {const} */ ([
  ['icp4', 16],
  ['ic11', 32],
  ['icp5', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024]
])

/**
 * A macOS icon file.
 * @param {(size: number) => Uint8Array} png the image in this many pixels
 * @returns {Uint8Array}
 */
export function icns(png) {
  const entries = ICNS_ENTRIES.map(([type, size]) => chunk(type, png(size)))
  return chunk('icns', Buffer.concat(entries))
}

/**
 * @param {string} type
 * @param {Uint8Array} content
 */
function chunk(type, content) {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(head.length + content.length, 4)
  return Buffer.concat([head, content])
}
