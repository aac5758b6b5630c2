import decodeQR from 'qr/decode.js'
import { fail, ok, type Result } from '../../shared/result'

/** Larger pictures are scaled down; a code that fills a photo keeps enough resolution. Pixels. */
const MAX_SIDE = 2000
const TIME_LIMIT_MS = 3000

/** The text of the QR code in a picture. */
export async function readQr(picture: Blob): Promise<Result<string, 'not-an-image' | 'no-code'>> {
  const bitmap = await createImageBitmap(picture).catch(() => undefined)
  if (bitmap === undefined) return fail('not-an-image')
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height))
  const width = Math.max(1, Math.round(bitmap.width * scale))
  const height = Math.max(1, Math.round(bitmap.height * scale))
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (context === null) throw new Error('no 2d canvas')
  // Transparent pictures get a white background.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  const { data } = context.getImageData(0, 0, width, height)
  try {
    return ok(decodeQR({ width, height, data }, { timeLimit: TIME_LIMIT_MS }))
  } catch {
    // The library throws if it finds no code.
    return fail('no-code')
  }
}
