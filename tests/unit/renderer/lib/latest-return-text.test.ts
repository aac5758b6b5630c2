import { describe, expect, it } from 'vitest'
import { latestReturnText, maySettleText } from '../../../../src/renderer/lib/latest-return-text'

const NOW = Date.UTC(2026, 10, 27, 12)
const HOUR_MS = 3_600_000

describe.each([
  ['the sentence', maySettleText],
  ['the fact', latestReturnText]
])('%s about a payment that is held', (_name, text) => {
  it('says until when it can settle, and that the money comes back', () => {
    const words = text({ at: NOW + HOUR_MS, height: 912_345 }, NOW)
    expect(words).toMatch(/until about .*, block 912,345\. If it does not, all of it comes back/iu)
  })

  it('promises nothing once that time has passed, and says what to do', () => {
    const words = text({ at: NOW - HOUR_MS, height: 912_345 }, NOW)
    expect(words).toMatch(/should have settled or come back by about .*, block 912,345, and is still listed/u)
    expect(words).toMatch(/Ask the payee: if nothing arrived, ask for a new invoice\.$/u)
    expect(words).not.toMatch(/comes back/u)
  })
})
