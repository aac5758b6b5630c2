import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NotificationThrottle } from '../../../../../src/main/platform/notifications/notification-throttle'
import { systemClock } from '../../../../../src/main/clock'
import { sat } from '../../../../../src/shared/money'
import type {
  NotificationEvent,
  NotificationContext
} from '../../../../../src/shared/policy/notification-policy'

const happening = (seq: number): NotificationEvent => ({
  kind: 'message',
  message: {
    seq,
    id: `${seq}` as never,
    from: 'key' as never,
    sender: { petname: '', muted: false, minSats: sat(0n) },
    kind: 'text',
    amountSat: sat(1n),
    line: '',
    invoice: undefined
  }
})

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function setUp() {
  const context: { -readonly [Key in keyof NotificationContext]: NotificationContext[Key] } = {
    settings: { notificationPrivacy: 'fact', notifyPaidInvoices: true, strangerMinSat: '0', unit: 'sats' },
    focused: false,
    muted: false,
    demo: false,
    cardOf: () => undefined
  }
  const show = vi.fn()
  const announcer = new NotificationThrottle({ clock: systemClock, context: () => context, show })
  return { announcer, context, titles: () => show.mock.calls.map(([notice]) => notice.title) }
}

describe('the notification throttle', () => {
  it('notifies of one event soon', () => {
    const { announcer, titles } = setUp()
    announcer.tell(happening(1))
    vi.advanceTimersByTime(500)
    expect(titles()).toEqual(['New message'])
  })

  it('combines a burst into one notification, and later events, after a pause, into another', () => {
    const { announcer, titles } = setUp()
    for (let seq = 1; seq <= 3; seq += 1) announcer.tell(happening(seq))
    vi.advanceTimersByTime(500)
    announcer.tell(happening(4))
    announcer.tell(happening(5))
    vi.advanceTimersByTime(4_000)
    expect(titles()).toEqual(['3 new messages'])
    vi.advanceTimersByTime(1_500)
    expect(titles()).toEqual(['3 new messages', '2 new messages'])
  })

  it('shows few notifications for a flood', () => {
    const { announcer, titles } = setUp()
    for (let seq = 0; seq < 60_000; seq += 1) {
      announcer.tell(happening(seq))
      if (seq % 10 === 0) vi.advanceTimersByTime(1)
    }
    vi.runAllTimers()
    expect(titles().length).toBeLessThanOrEqual(4)
    expect(titles()[0]).toBe('100 or more new messages')
  })

  it('does not notify of what the person has seen meanwhile', () => {
    const { announcer, context, titles } = setUp()
    announcer.tell(happening(1))
    context.focused = true
    vi.runAllTimers()
    context.focused = false
    announcer.tell(happening(2))
    announcer.forget()
    vi.runAllTimers()
    expect(titles()).toEqual([])
  })

  it('continues after it dropped events', () => {
    const { announcer, titles } = setUp()
    announcer.tell(happening(1))
    announcer.forget()
    announcer.tell(happening(2))
    vi.runAllTimers()
    expect(titles()).toEqual(['New message'])
  })
})
