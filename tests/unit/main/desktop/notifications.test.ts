import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { escapeMarkup, Notifications } from '../../../../src/main/desktop/notifications'

class StandIn extends EventEmitter {
  show = vi.fn()
  close = vi.fn(() => void this.emit('close'))
}

function setUp(markup = true) {
  const made: StandIn[] = []
  const create = vi.fn((_options: { title: string; body: string }) => {
    const one = new StandIn()
    made.push(one)
    return one
  })
  const open = vi.fn()
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  return { made, create, open, log, notifications: new Notifications({ create, markup, open, log }) }
}

const notice = { title: 'Mira & <b>', body: 'a < b & "c"', target: { to: 'inbox' } } as const

describe('notifications', () => {
  it('escape the body where it is markup, and never the title', () => {
    const linux = setUp(true)
    linux.notifications.show(notice)
    expect(linux.create).toHaveBeenCalledWith({ title: 'Mira & <b>', body: 'a &lt; b &amp; "c"' })
    const windows = setUp(false)
    windows.notifications.show(notice)
    expect(windows.create).toHaveBeenCalledWith({ title: 'Mira & <b>', body: 'a < b & "c"' })
  })

  it('lead a click to what they are about', () => {
    const { made, open, notifications } = setUp()
    notifications.show(notice)
    expect(made[0]?.show).toHaveBeenCalledOnce()
    made[0]?.emit('click')
    expect(open.mock.calls).toEqual([[{ to: 'inbox' }]])
  })

  it('are taken back all at once, but not those that are gone', () => {
    const { made, notifications } = setUp()
    for (let count = 0; count < 3; count += 1) notifications.show(notice)
    made[0]?.emit('close')
    made[1]?.emit('click')
    notifications.closeAll()
    expect(made.map(({ close }) => close.mock.calls.length)).toEqual([0, 0, 1])
  })

  it('fail without a word of theirs in the log, and without being kept', () => {
    const { made, log, notifications } = setUp()
    notifications.show(notice)
    made[0]?.emit('failed', {}, 'could not show: Mira')
    expect(JSON.stringify(log.warn.mock.calls)).not.toContain('Mira')
    notifications.closeAll()
    expect(made[0]?.close).not.toHaveBeenCalled()
  })

  it('do not pile up without end', () => {
    const { made, notifications } = setUp()
    for (let count = 0; count < 25; count += 1) notifications.show(notice)
    expect(made.filter(({ close }) => close.mock.calls.length > 0)).toEqual(made.slice(0, 5))
  })
})

describe('escaping markup', () => {
  it('escapes each sign once', () => {
    expect(escapeMarkup('<a href="x">&amp;</a>')).toBe('&lt;a href="x"&gt;&amp;amp;&lt;/a&gt;')
  })
})
