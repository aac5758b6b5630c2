import fc from 'fast-check'
import { expect, it } from 'vitest'
import { partAmounts, partBounds } from '../../../src/shared/message-parts'

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 })

it('The parts of a text are the whole text in order, and each of them is text', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (written, count) => {
      const data = Buffer.from(written, 'utf8')
      const bounds = partBounds(data, count)
      const parts = Array.from({ length: count }, (_, index) =>
        data.subarray(bounds[index], bounds[index + 1])
      )
      expect(Buffer.concat(parts)).toEqual(data)
      const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
      expect(parts.map((part) => decoder.decode(part)).join('')).toBe(data.toString('utf8'))
    })
  )
})

it('The parts differ in length by no more than a character', () => {
  const data = Buffer.from('ö€😀'.repeat(300), 'utf8')
  const bounds = partBounds(data, 4)
  const lengths = bounds.slice(1).map((bound, index) => bound - (bounds[index] ?? 0))
  expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(4)
})

it('The first part carries the remainder of the amount', () => {
  expect(partAmounts(7n, 3)).toEqual([3n, 2n, 2n])
  expect(partAmounts(3n, 3)).toEqual([1n, 1n, 1n])
})
