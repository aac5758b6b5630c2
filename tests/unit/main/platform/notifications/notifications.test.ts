import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import type { PayOffer } from '../../../../../src/shared/policy/pay-offer'
import { settle } from '../../../../support/fakes/fake-clock'
import {
  escapeMarkup,
  Notifications,
  type NotificationOptions
} from '../../../../../src/main/platform/notifications/notifications'

class StandIn extends EventEmitter {
  show = vi.fn()
  close = vi.fn(() => void this.emit('close'))
}

function setUp({ markup = true, buttons = false, accepts = true } = {}) {
  const made: StandIn[] = []
  const create = vi.fn((_options: NotificationOptions) => {
    const one = new StandIn()
    made.push(one)
    return one
  })
  const open = vi.fn()
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const pay = vi.fn(async () => await Promise.resolve(accepts))
  const payer = vi.fn((_offer: PayOffer) => pay)
  const notifications = new Notifications({ create, markup, buttons, payer, open, log })
  return { made, create, open, log, pay, payer, notifications }
}

const notice = { title: 'Mira & <b>', body: 'a < b & "c"', target: { to: 'inbox' } } as const

describe('a notification', () => {
  it('has an escaped body if the body is markup, and never an escaped title', () => {
    const linux = setUp()
    linux.notifications.show(notice)
    expect(linux.create).toHaveBeenCalledWith({ title: 'Mira & <b>', body: 'a &lt; b &amp; "c"' })
    const windows = setUp({ markup: false })
    windows.notifications.show(notice)
    expect(windows.create).toHaveBeenCalledWith({ title: 'Mira & <b>', body: 'a < b & "c"' })
  })

  it('opens what it is about when it is clicked', () => {
    const { made, open, notifications } = setUp()
    notifications.show(notice)
    expect(made[0]?.show).toHaveBeenCalledOnce()
    made[0]?.emit('click')
    expect(open.mock.calls).toEqual([[{ to: 'inbox' }]])
  })

  it('is closed with all others, unless it is gone already', () => {
    const { made, notifications } = setUp()
    for (let count = 0; count < 3; count += 1) notifications.show(notice)
    made[0]?.emit('close')
    made[1]?.emit('click')
    notifications.closeAll()
    expect(made.map(({ close }) => close.mock.calls.length)).toEqual([0, 0, 1])
  })

  it('that fails is dropped, and its text is not logged', () => {
    const { made, log, notifications } = setUp()
    notifications.show(notice)
    made[0]?.emit('failed', {}, 'could not show: Mira')
    expect(JSON.stringify(log.warn.mock.calls)).not.toContain('Mira')
    notifications.closeAll()
    expect(made[0]?.close).not.toHaveBeenCalled()
  })

  it('is closed when too many newer ones are open', () => {
    const { made, notifications } = setUp()
    for (let count = 0; count < 25; count += 1) notifications.show(notice)
    expect(made.filter(({ close }) => close.mock.calls.length > 0)).toEqual(made.slice(0, 5))
  })
})

describe('the pay button of a notification', () => {
  const pay = { label: 'Pay 2,500 sats', invoice: 'lnbc1' } as PayOffer
  const asking = { ...notice, pay }

  it('exists if the system has buttons, and pays once without opening the window', async () => {
    const system = setUp({ buttons: true })
    system.notifications.show(asking)
    expect(system.create.mock.calls[0]?.[0].actions).toEqual([{ type: 'button', text: 'Pay 2,500 sats' }])
    expect(system.payer.mock.calls).toEqual([[pay]])
    expect(system.pay).not.toHaveBeenCalled()
    system.made[0]?.emit('action', {}, 0)
    await settle()
    expect(system.pay).toHaveBeenCalledOnce()
    expect(system.open).not.toHaveBeenCalled()
  })

  it('opens the card if the wallet refuses', async () => {
    const system = setUp({ buttons: true, accepts: false })
    system.notifications.show(asking)
    system.made[0]?.emit('action', {}, 0)
    await settle()
    expect(system.open.mock.calls).toEqual([[notice.target]])
  })

  it('is not the only way: a click on the notification opens the card and pays nothing', () => {
    const system = setUp({ buttons: true })
    system.notifications.show(asking)
    system.made[0]?.emit('click')
    expect(system.open.mock.calls).toEqual([[notice.target]])
    expect(system.pay).not.toHaveBeenCalled()
  })

  it('does not exist if the system has no buttons, or if nothing is offered', () => {
    const linux = setUp({ buttons: false })
    linux.notifications.show(asking)
    expect(linux.create.mock.calls[0]?.[0]).not.toHaveProperty('actions')
    const mac = setUp({ buttons: true })
    mac.notifications.show(notice)
    expect(mac.create.mock.calls[0]?.[0]).not.toHaveProperty('actions')
    expect([linux, mac].flatMap(({ payer }) => payer.mock.calls)).toEqual([])
  })
})

describe('escapeMarkup', () => {
  it('escapes each special character once', () => {
    expect(escapeMarkup('<a href="x">&amp;</a>')).toBe('&lt;a href="x"&gt;&amp;amp;&lt;/a&gt;')
  })
})
