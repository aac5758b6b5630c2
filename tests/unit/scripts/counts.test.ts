import { describe, expect, it } from 'vitest'
import { playwrightCounts, total, vitestCounts } from '../../../scripts/test.mjs'

describe('the test counts', () => {
  it('are read from the report of vitest', () => {
    expect(vitestCounts({ numPassedTests: 12, numFailedTests: 1, success: false })).toEqual({
      passed: 12,
      failed: 1
    })
  })

  it('are read from the report of Playwright, with a flaky test as failed', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 2, skipped: 3 }
    expect(playwrightCounts({ stats })).toEqual({ passed: 5, failed: 3 })
  })

  it.each([[undefined], [null], [{}], [{ stats: {} }], ['{}']])('are empty for %j', (report) => {
    expect(vitestCounts(report)).toBeUndefined()
    expect(playwrightCounts(report)).toBeUndefined()
  })

  it('are summed over all steps', () => {
    const ok = (passed: number) => ({ ok: true, counts: { passed, failed: 0 } })
    expect(total([{ ok: true, counts: undefined }, ok(40), ok(2)])).toEqual({ passed: 42, failed: 0 })
  })

  it('never show zero failures if a step failed', () => {
    expect(total([{ ok: false, counts: undefined }])).toEqual({ passed: 0, failed: 1 })
    expect(total([{ ok: false, counts: { passed: 7, failed: 0 } }])).toEqual({ passed: 7, failed: 1 })
    expect(total([{ ok: false, counts: { passed: 7, failed: 3 } }])).toEqual({ passed: 7, failed: 3 })
  })
})
