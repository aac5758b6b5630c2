import { describe, expect, it } from 'vitest'
import {
  formatAtDateTime,
  bytesText,
  formatDay,
  formatExactShort,
  formatDuration,
  formatDateTime,
  secondsText,
  formatDurationShort
} from '../../../../src/renderer/lib/format'

const at = (text: string) => new Date(text).getTime()
const now = at('2026-11-22T10:25:00')
const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('a formatted time', () => {
  it.each([
    ['2026-11-22T11:07:00', '11:07', 'at 11:07'],
    ['2026-11-23T09:20:00', 'tomorrow at 09:20', 'tomorrow at 09:20'],
    ['2026-11-21T23:59:00', 'yesterday at 23:59', 'yesterday at 23:59'],
    ['2026-11-19T13:31:00', 'Thursday 19 November at 13:31', 'Thursday 19 November at 13:31'],
    ['2024-03-03T08:00:00', '3 March 2024 at 08:00', '3 March 2024 at 08:00']
  ])('is %s, relative to now', (text, moment, behindComma) => {
    expect(formatDateTime(at(text), now)).toBe(moment)
    expect(formatAtDateTime(at(text), now)).toBe(behindComma)
  })

  it('belongs to a calendar day, not to the last 24 hours', () => {
    expect(formatDay(at('2026-11-22T00:00:00'), now)).toBe('Today')
    expect(formatDay(at('2026-11-21T23:59:59'), now)).toBe('Yesterday')
  })

  it('names the day in details only if it is not today', () => {
    expect(formatExactShort(at('2026-11-22T10:25:03'), now)).toBe('10:25:03')
    expect(formatExactShort(at('2026-11-21T10:25:03'), now)).toBe('Yesterday, 10:25:03')
  })
})

describe('a formatted duration', () => {
  it.each([
    [-5, '0:00', '0:00'],
    [7_999, '0:07', '0:07'],
    [42 * MINUTE + 10_000, '42:10', '42:10'],
    [HOUR, '1 h 0 min', '1 h'],
    [23 * HOUR + 12 * MINUTE, '23 h 12 min', '23 h'],
    [49 * HOUR, '2 days', '2 days']
  ])('of %d ms is %s, or %s if short', (ms, long, short) => {
    expect(formatDuration(ms)).toBe(long)
    expect(formatDurationShort(ms)).toBe(short)
  })

  it('of a short wait never shows that it is over', () => {
    expect(secondsText(7_100)).toBe('8 s')
    expect(secondsText(-100)).toBe('1 s')
  })
})

it('bytesText uses the unit that fits', () => {
  expect([640, 2_100, 41_800_000].map(bytesText)).toEqual(['640 B', '2.1 KB', '41.8 MB'])
})
