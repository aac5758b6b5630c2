import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { localDate, localDay } from '../../../../src/main/wallet/export/local-day'

const zone = process.env['TZ']
beforeEach(() => {
  process.env['TZ'] = 'America/Los_Angeles'
})
afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

describe('the date in the name of an export', () => {
  it('is the local one, not that of UTC', () => {
    expect(localDate(Date.UTC(2026, 10, 29, 3))).toBe('2026-11-28')
    expect(localDate(Date.UTC(2026, 10, 29, 9))).toBe('2026-11-29')
  })

  it('belongs to a day that is an hour longer when the clock goes back', () => {
    const { startsAt, endsAt } = localDay(Date.UTC(2026, 10, 1, 12))
    expect(endsAt - startsAt).toBe(25 * 3_600_000)
  })
})
