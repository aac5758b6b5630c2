import fc from 'fast-check'
import { expect, it } from 'vitest'
import { identicon } from '../../../../src/renderer/lib/identicon'

const cellsOf = (path: string) => [...path.matchAll(/M(\d) (\d)/gu)].map(([, x, y]) => `${x},${y}`)

it('The identicon of a key is always the same, mirrored, never empty, in one of six colours', () => {
  fc.assert(
    fc.property(fc.string(), (key) => {
      const { colour, path } = identicon(key)
      const cells = cellsOf(path)
      const mirrored = cells.map((cell) => `${4 - Number(cell[0])},${cell[2]}`)
      expect(identicon(key)).toEqual({ colour, path })
      expect(new Set(mirrored)).toEqual(new Set(cells))
      expect(cells.length).toBeGreaterThan(0)
      expect(colour).toBeGreaterThanOrEqual(1)
      expect(colour).toBeLessThanOrEqual(6)
    })
  )
})

it('The identicons of keys that differ in one digit differ', () => {
  const keys = Array.from({ length: 64 }, (_, i) => `02${i.toString(16).padStart(64, '0')}`)
  const pictures = new Set(keys.map((key) => JSON.stringify(identicon(key))))
  expect(pictures.size).toBeGreaterThan(60)
})
