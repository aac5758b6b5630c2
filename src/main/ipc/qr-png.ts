const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Offset of width and height in the header chunk of every PNG (PNG, 11.2.1). */
const WIDTH_AT = 16
const HEIGHT_AT = 20
const HEADER_END = 24
/** The largest QR code has 185 modules per side, including its border. The page draws 8 pixels per module. */
const MAX_SIDE = 185 * 8

/**
 * Whether bytes from the page can be the picture of a QR code. A small file can claim a picture of gigabytes, so the
 * size is read before the picture is decoded.
 */
export function isQrPng(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_END || !SIGNATURE.every((byte, at) => bytes[at] === byte)) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return view.getUint32(WIDTH_AT) <= MAX_SIDE && view.getUint32(HEIGHT_AT) <= MAX_SIDE
}
