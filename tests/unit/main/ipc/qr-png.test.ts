import { describe, expect, it } from 'vitest'
import { isQrPng } from '../../../../src/main/ipc/qr-png'

/** The header of a PNG of this size. */
function head(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(64)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  const view = new DataView(bytes.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return bytes
}

describe('a picture of a QR code from the page', () => {
  it('is accepted if it is a PNG of at most the largest size', () => {
    expect(isQrPng(head(1480, 1480))).toBe(true)
  })

  it('is refused if it claims a larger size', () => {
    expect(isQrPng(head(60_000, 10))).toBe(false)
    expect(isQrPng(head(10, 0xffffffff))).toBe(false)
  })

  it('is refused if it is not a PNG, or cut short', () => {
    const gif = head(10, 10)
    gif.set([0x47, 0x49, 0x46])
    expect(isQrPng(gif)).toBe(false)
    expect(isQrPng(head(10, 10).subarray(0, 23))).toBe(false)
    expect(isQrPng(new Uint8Array(0))).toBe(false)
  })

  it('is read at its offset in a larger buffer', () => {
    const within = new Uint8Array(100)
    within.set(head(1480, 1480), 36)
    expect(isQrPng(within.subarray(36))).toBe(true)
  })
})
