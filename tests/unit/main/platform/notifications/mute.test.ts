import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Mute } from '../../../../../src/main/platform/notifications/mute'
import { systemClock } from '../../../../../src/main/clock'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('Mute lasts an hour and ends by itself', () => {
  const changed = vi.fn()
  const mute = new Mute(systemClock, changed)
  mute.toggle()
  expect(mute.until).toBe(Date.now() + 3_600_000)
  vi.advanceTimersByTime(3_600_000)
  expect(mute.until).toBeUndefined()
  expect(changed).toHaveBeenCalledTimes(2)
})

it('Mute ends for good when the person ends it', () => {
  const mute = new Mute(systemClock, vi.fn())
  mute.toggle()
  mute.toggle()
  expect(mute.until).toBeUndefined()
  mute.toggle()
  vi.advanceTimersByTime(3_599_999)
  expect(mute.until).toBeDefined()
})
