import { describe, expect, it } from 'vitest'
import { decisionKey, middleOut, shortKey } from '../../../src/shared/short-key'

describe('a shortened key', () => {
  it('has four characters from either end', () => {
    expect(shortKey(`036d${'0'.repeat(58)}e8df`)).toBe('036d…e8df')
  })

  it('has six digits after the prefix byte and the last six beside a payment decision', () => {
    expect(decisionKey(`036d4a4a${'0'.repeat(52)}4ae8df`)).toBe('036d4a4a…4ae8df')
  })

  it('is the whole key if shortening saves nothing', () => {
    expect(middleOut('abcdefgh', 4, 4)).toBe('abcdefgh')
    expect(middleOut('abcdefghi', 4, 4)).toBe('abcdefghi')
    expect(middleOut('abcdefghij', 4, 4)).toBe('abcd…ghij')
  })
})
