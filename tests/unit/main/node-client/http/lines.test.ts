import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Lines } from '../../../../../src/main/node-client/http/lines'

describe('Lines', () => {
  it('finds the same lines for any split of the bytes', () => {
    const text = fc.array(
      fc.string({ minLength: 1, maxLength: 20 }).map((part) => part.replaceAll('\n', ' '))
    )
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (lines, sizes) => {
        const bytes = Buffer.from(lines.map((one) => `${one}\n`).join(''))
        const found: string[] = []
        const reader = new Lines(1000, (one) => found.push(one.toString()))
        for (let at = 0, cut = 0; at < bytes.length; cut += 1) {
          const end = at + (sizes[cut % sizes.length] ?? 1)
          expect(reader.push(bytes.subarray(at, end))).toBe(true)
          at = end
        }
        expect(found).toEqual(lines)
      })
    )
  })

  it('skips empty lines and an unfinished last line', () => {
    const found: string[] = []
    new Lines(100, (one) => found.push(one.toString())).push(Buffer.from('a\n\n\nb\nrest'))
    expect(found).toEqual(['a', 'b'])
  })

  it('stops at a line that is too long, finished or not', () => {
    const found: string[] = []
    const reader = () => new Lines(4, (one) => found.push(one.toString()))
    expect(reader().push(Buffer.from('1234\n'))).toBe(true)
    expect(reader().push(Buffer.from('12345\n'))).toBe(false)
    const growing = reader()
    expect(growing.push(Buffer.from('123'))).toBe(true)
    expect(growing.push(Buffer.from('45'))).toBe(false)
    expect(found).toEqual(['1234'])
  })

  it('uses no more memory than the bytes of a line that arrives byte by byte', () => {
    const reader = new Lines(64 * 1024 * 1024, () => undefined)
    const before = process.memoryUsage()
    for (let byte = 0; byte < 4_000_000; byte += 1) reader.push(Buffer.from('a'))
    const after = process.memoryUsage()
    const grown = after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed
    // A list of pieces used more than four hundred megabytes.
    expect(grown).toBeLessThan(100_000_000)
  })
})
