import { describe, expect, it } from 'vitest'
import { REMEMBER_MS, stillHolds } from '../../../scripts/electron/official.mjs'

const at = 1_700_000_000_000
const refusal = { question: 'electron-45', at }

describe('a refused download', () => {
  it('is remembered for an hour', () => {
    expect(stillHolds(refusal, 'electron-45', at + REMEMBER_MS - 1)).toBe(true)
    expect(stillHolds(refusal, 'electron-45', at + REMEMBER_MS)).toBe(false)
  })

  it('does not apply to another version or another mirror', () => {
    expect(stillHolds(refusal, 'electron-46', at)).toBe(false)
  })

  it('is dropped when the clock was set back', () => {
    expect(stillHolds(refusal, 'electron-45', at - 1)).toBe(false)
  })

  it.each([[null], ['no'], [{}], [{ question: 'electron-45', at: 'soon' }]])(
    'is not recorded by %j',
    (stored) => {
      expect(stillHolds(stored, 'electron-45', at)).toBe(false)
    }
  )
})
