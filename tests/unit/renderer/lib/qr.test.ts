import decodeQR from 'qr/decode.js'
import { describe, expect, it } from 'vitest'
import { qrOf } from '../../../../src/renderer/lib/qr'
import { sampleInvoice } from '../../../support/fixtures/samples'

/** Draws the path as the screen would, at a few pixels per module, and reads it back. */
function scan(side: number, path: string, scale = 4): string {
  const width = side * scale
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)/gu)) {
    for (let row = 0; row < scale; row++) {
      const start = (Number(y) * scale + row) * width + Number(x) * scale
      for (let i = 0; i < Number(length) * scale; i++) data.set([0, 0, 0, 255], (start + i) * 4)
    }
  }
  return decodeQR({ width, height: width, data }, { timeLimit: 3000 })
}

describe('the QR code of an invoice', () => {
  it('decodes to the invoice in upper case', () => {
    const { invoice } = sampleInvoice()
    const code = qrOf(invoice)
    if (code === undefined) throw new Error('no code')
    expect(scan(code.side, code.path)).toBe(invoice.toUpperCase())
  })

  it('has a quiet zone of four modules on every side', () => {
    const { rows, side } = qrOf('lnbc1') ?? { rows: [], side: 0 }
    const dark = rows.flatMap((row, y) => row.flatMap((cell, x) => (cell ? [{ x, y }] : [])))
    const all = dark.flatMap(({ x, y }) => [x, y])
    expect([Math.min(...all), Math.max(...all)]).toEqual([4, side - 5])
  })

  it('does not exist if the text is too long', () => {
    expect(qrOf('q'.repeat(5000))).toBeUndefined()
  })
})
