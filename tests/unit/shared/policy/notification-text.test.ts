import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MessageId } from '../../../../src/shared/domain/ids'
import type { PayVerdict, PayWarning } from '../../../../src/shared/domain/pay-card'
import { msat, sat } from '../../../../src/shared/money'
import {
  isNotifiable,
  notificationsFor,
  type NotificationEvent
} from '../../../../src/shared/policy/notification-policy'
import {
  type Privacy,
  context,
  KEY,
  type Parts,
  message,
  withInvoice,
  paid,
  ended,
  settled
} from './notification-setup'

const words = (happening: NotificationEvent, privacy: Privacy) => {
  const [notice] = notificationsFor([happening], context(privacy))
  return [notice?.title, notice?.body]
}

describe('the text of a notification', () => {
  it.each([
    ['fact', message(), ['New message', '']],
    ['fact', withInvoice, ['New message with an invoice', '']],
    ['fact', paid, ['Invoice paid', '']],
    ['fact', ended('succeeded'), ['Payment sent', '']],
    ['sender', message(), ['Mira', 'New message']],
    ['sender', withInvoice, ['Mira', 'New invoice']],
    ['sender', message({ petname: '' }), ['New message', '']],
    ['sender', paid, ['Invoice paid', 'Open the wallet to see which']],
    ['sender', ended('failed'), ['Payment failed', '']],
    ['text', message(), ['Mira', 'Your parcel is 7741-02.']],
    ['text', message({ petname: '' }), ['New message', 'Your parcel is 7741-02.']],
    ['text', withInvoice, ['Mira asks for 2,500 sats', '1 × Kochere, 250 g']],
    [
      'text',
      message({ petname: '', invoice: { amountMsat: msat(1_000n) } }),
      ['Someone asks for 1 sat', 'Your parcel is 7741-02.']
    ],
    ['text', message({ invoice: { amountMsat: undefined } }), ['Mira', 'Your parcel is 7741-02.']],
    ['text', paid, ['48,000 sats received', 'Logo sketches']],
    ['text', ended('unknown'), ['Payment outcome unknown', '700 sats · Stamps']],
    ['fact', settled('failed'), ['Message not sent', '']],
    ['fact', settled('unknown'), ['Message outcome unknown', '']],
    ['sender', settled('failed'), ['Message not sent', 'To Mira']],
    ['sender', settled('failed', { petname: '' }), ['Message not sent', '']],
    ['text', settled('unknown'), ['Message outcome unknown', 'To Mira: Thursday suits me']],
    ['text', settled('failed', { petname: '' }), ['Message not sent', 'Thursday suits me']],
    ['text', settled('failed', { line: '' }), ['Message not sent', 'To Mira']]
  ] as const)('at the level “%s” is as chosen: %#', (privacy, happening, expected) => {
    expect(words(happening, privacy)).toEqual(expected)
  })

  it('exists for a sender without a petname only from the amount that the person chose', () => {
    const settings = { ...context('text').settings, strangerMinSat: '100' }
    const notifies = (parts: Parts) => isNotifiable(message(parts), context('text', { settings }))
    expect(notifies({ petname: '', amountSat: sat(99n) })).toBe(false)
    expect(notifies({ petname: '', amountSat: sat(100n) })).toBe(true)
    expect(notifies({ petname: 'Mira', amountSat: sat(1n) })).toBe(true)
    expect(notifies({ petname: '', amountSat: sat(100n), minSats: 200n })).toBe(false)
  })

  it('contains only the fact if the privacy level is unknown', () => {
    expect(words(withInvoice, 'everything' as Privacy)).toEqual(['New message with an invoice', ''])
  })

  it('never contains the message text below the level that allows it', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 3 }),
        fc.constantFrom<Privacy>('fact', 'sender'),
        (secret, privacy) => {
          fc.pre(!'New message with an invoice Mira'.includes(secret))
          const [notice] = notificationsFor([message({ line: secret })], context(privacy))
          expect(`${notice?.title}\n${notice?.body}`).not.toContain(secret)
        }
      )
    )
  })

  it('never contains a bare key', () => {
    for (const privacy of ['fact', 'sender', 'text'] as const)
      expect(words(message({ petname: '' }), privacy).join()).not.toContain(KEY)
  })

  it('marks amounts of play money', () => {
    const [notice] = notificationsFor([withInvoice], context('text', { demo: true }))
    expect(notice?.title).toBe('Mira asks for 2,500 play sats')
    const settings = { ...context('text').settings, unit: 'bip177' } as const
    expect(notificationsFor([paid], context('text', { settings, demo: true }))[0]?.title).toBe(
      '₿48,000 play money received'
    )
  })

  it('is cut at a maximum length, never inside a character', () => {
    const body = words(message({ line: '🦊'.repeat(500) }), 'text')[1] ?? ''
    expect([...body]).toHaveLength(160)
    expect(body.endsWith('🦊…')).toBe(true)
  })
})

describe('the pay button of a notification', () => {
  const card = {
    invoice: 'lnbc25u1…',
    amountMsat: msat(2_500_000n),
    verdict: { kind: 'one-click' } as PayVerdict,
    warnings: [] as PayWarning[]
  }
  const asks = message({ kind: 'invoice', invoice: { amountMsat: card.amountMsat } })
  const offered = (
    given: Partial<typeof card> = {},
    privacy: Privacy = 'text',
    happenings: readonly NotificationEvent[] = [asks]
  ) => {
    const cardOf = (id: MessageId) => (id === 'm7' ? { ...card, ...given } : undefined)
    return notificationsFor(happenings, context(privacy, { cardOf })).map(({ pay }) => pay)
  }

  it("names the amount, and pays exactly that amount of the message's invoice", () => {
    const offer = { invoice: card.invoice, amountMsat: card.amountMsat, messageId: 'm7' }
    expect(offered()).toEqual([{ ...offer, label: 'Pay 2,500 sats' }])
    const cardOf = () => card
    const [demo] = notificationsFor([asks], context('text', { cardOf, demo: true }))
    expect(demo?.pay?.label).toBe('Pay 2,500 play sats')
  })

  it('exists only if amounts are shown', () => {
    for (const privacy of ['fact', 'sender', 'everything'] as Privacy[])
      expect(offered({}, privacy)).toEqual([undefined])
  })

  it('exists only if one click on the card would pay', () => {
    const verdicts: PayVerdict[] = [
      { kind: 'confirm', reason: 'above-click-limit', limitSat: sat(1n) },
      { kind: 'confirm', reason: 'above-day-limit', limitSat: sat(1n) },
      { kind: 'refused', code: 'own-invoice' }
    ]
    for (const verdict of verdicts) expect(offered({ verdict })).toEqual([undefined])
  })

  it.each([
    ['payee-not-sender', false],
    ['expires-soon', false],
    ['earlier-attempt-failed', false],
    ['a warning that nobody knows yet' as PayWarning, false],
    ['description-hash-only', true],
    ['payee-unknown', true]
  ] as const)('exists beside the warning “%s”: %s', (warning, there) => {
    expect(offered({ warnings: [warning] })[0] !== undefined).toBe(there)
  })

  it('does not exist on a summary, on other notifications, or if the message has no card', () => {
    expect(offered({}, 'text', [asks, message()])).toEqual([undefined])
    expect(offered({}, 'text', [message(), paid, ended('failed')])).toEqual([undefined, undefined, undefined])
    expect(
      offered({}, 'text', [message({ id: 'm8' as MessageId, invoice: { amountMsat: msat(1n) } })])
    ).toEqual([undefined])
  })
})

describe('the click on a notification', () => {
  it('opens the message, the invoice or the payment', () => {
    const target = (happening: NotificationEvent) => notificationsFor([happening], context('fact'))[0]?.target
    expect(target(message())).toEqual({ to: 'conversation', pubkey: KEY, seq: 7 })
    expect(target(paid)).toEqual({ to: 'invoice', paymentHash: 'ab' })
    expect(target(ended('failed'))).toEqual({ to: 'activity', key: 'p:cd' })
    expect(target(settled('failed'))).toEqual({ to: 'conversation', pubkey: KEY, seq: 9 })
  })
})
