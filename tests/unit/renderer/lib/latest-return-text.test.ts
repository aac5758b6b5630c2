import { describe, expect, it } from 'vitest'
import {
  latestReturnText,
  latestTimeText,
  maySettleText
} from '../../../../src/renderer/lib/latest-return-text'

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

  it('promises nothing once that time has passed, and advises no second payment', () => {
    const words = text({ at: NOW - HOUR_MS, height: 912_345 }, NOW)
    expect(words).toMatch(
      /expected to settle or come back by about .*, block 912,345, and your node has reported/u
    )
    expect(words).toMatch(/lncli listchannels\.$/u)
    expect(words).not.toMatch(/comes back|invoice/u)
  })
})

describe('the latest time of a payment that is held', () => {
  const latest = { at: NOW + HOUR_MS, height: 912_345 }

  it.each([
    [911_748, 'in 597 blocks'],
    [912_344, 'in 1 block'],
    [912_345, 'block 912,345'],
    [undefined, 'block 912,345']
  ])('counts the blocks until then if the node reports its newest one: %s', (newest, words) => {
    expect(latestTimeText(latest, NOW, newest)).toMatch(new RegExp(`^About .*, ${words}$`, 'u'))
  })
})
