import decodeQR from 'qr/decode.js'
import { fail, ok, type Result } from '../../shared/result'

/** Larger pictures are read smaller: a code that fills a photo has modules enough left. */
const MAX_SIDE = 2000
const TIME_LIMIT_MS = 3000

/** The text of the QR code in a picture that the person gave. */
export async function readQr(picture: Blob): Promise<Result<string, 'not-an-image' | 'no-code'>> {
  const bitmap = await createImageBitmap(picture).catch(() => undefined)
  if (bitmap === undefined) return fail('not-an-image')
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height))
  const width = Math.max(1, Math.round(bitmap.width * scale))
  const height = Math.max(1, Math.round(bitmap.height * scale))
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (context === null) throw new Error('no 2d canvas')
  // A transparent picture is a dark code on nothing: give it paper.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  const { data } = context.getImageData(0, 0, width, height)
  try {
    return ok(decodeQR({ width, height, data }, { timeLimit: TIME_LIMIT_MS }))
  } catch {
    // The library says "none found" only by throwing.
    return fail('no-code')
  }
}
