import { describe, expect, it } from 'vitest'
import type { Pubkey } from '../../../../src/shared/domain/ids'
import { sat } from '../../../../src/shared/money'
import {
  isNotifiable,
  notificationsFor,
  type NotificationEvent,
  type NotificationContext
} from '../../../../src/shared/policy/notification-policy'
import { type Privacy, context, KEY, message, withInvoice, paid, ended, settled } from './notification-setup'

describe('events that are combined', () => {
  const other = { from: '02bb' as Pubkey, petname: 'Jonas' }

  it('give one notification per kind', () => {
    const notices = notificationsFor(
      [message(), paid, message(other), ended('succeeded'), ended('unknown')],
      context('fact')
    )
    expect(notices.map(({ title, body }) => [title, body])).toEqual([
      ['2 new messages', ''],
      ['Invoice paid', ''],
      ['2 payments finished', '1 needs attention']
    ])
    expect(notices[0]?.target).toEqual({ to: 'inbox' })
  })

  it('open the first message, and name the sender if all are from one', () => {
    const burst = [message({ seq: 3 }), message({ seq: 4 }), message({ seq: 5 })]
    expect(notificationsFor(burst, context('sender'))).toEqual([
      { title: 'Mira', body: '3 new messages', target: { to: 'conversation', pubkey: KEY, seq: 3 } }
    ])
    expect(notificationsFor(burst, context('fact'))[0]).toMatchObject({ title: '3 new messages', body: '' })
  })

  it('about our own messages give a summary that opens the first one to look at', () => {
    const lost = [settled('failed', { seq: 4 }), settled('failed', { seq: 5 })]
    const toMira = { to: 'conversation', pubkey: KEY, seq: 4 }
    expect(notificationsFor(lost, context('text'))).toEqual([
      { title: '2 messages not sent', body: '', target: toMira }
    ])
    const more = [...lost, settled('unknown', { to: '02bb' as Pubkey })]
    expect(notificationsFor(more, context('text'))).toEqual([
      { title: '3 messages may not have been sent', body: '', target: { to: 'inbox' } }
    ])
  })

  it('are counted only up to a limit', () => {
    const flood = Array.from({ length: 100 }, () => message())
    expect(notificationsFor(flood, context('fact'))[0]?.title).toBe('100 or more new messages')
  })

  it('give no notification if there are none', () => {
    expect(notificationsFor([], context('text'))).toEqual([])
  })
})

describe('an event that notifies', () => {
  const worth = (
    happening: NotificationEvent,
    parts: Partial<NotificationContext> = {},
    privacy: Privacy = 'text'
  ) => isNotifiable(happening, context(privacy, parts))

  it('is a message, a paid invoice or the end of a payment', () => {
    for (const happening of [
      message(),
      withInvoice,
      paid,
      ended('succeeded'),
      ended('failed'),
      ended('unknown'),
      settled('failed'),
      settled('unknown')
    ])
      expect(worth(happening)).toBe(true)
  })

  it('does not exist while the window has the focus, or notifications are muted or off', () => {
    for (const happening of [message(), paid, ended('failed'), settled('failed')]) {
      expect(worth(happening, { focused: true })).toBe(false)
      expect(worth(happening, { muted: true })).toBe(false)
      expect(worth(happening, {}, 'off')).toBe(false)
    }
  })

  it("is not a machine message, a muted sender, or an amount below the sender's minimum", () => {
    expect(worth(message({ kind: 'machine' }))).toBe(false)
    expect(worth(message({ muted: true }))).toBe(false)
    expect(worth(message({ minSats: 2n }))).toBe(false)
    expect(worth(message({ minSats: 2n, amountSat: sat(2n) }))).toBe(true)
  })

  it('is not the success of a message of ours', () => {
    expect(worth(settled('sent'))).toBe(false)
  })

  it('is not a paid invoice if the person turned that off', () => {
    const settings = { ...context('text').settings, notifyPaidInvoices: false }
    expect(worth(paid, { settings })).toBe(false)
    expect(worth(ended('failed'), { settings })).toBe(true)
  })
})
