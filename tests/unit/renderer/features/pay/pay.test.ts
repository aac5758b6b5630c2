import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeImp, type FakeImp, type SomeAnswers } from '../../../../support/fakes/fake-imp'
import { hashOf, NOW, sampleCard, samplePayment, sampleState } from '../../../../support/fixtures/samples'
import type { PayCard, PayInputView } from '../../../../../src/shared/domain/pay-card'
import type { Payment } from '../../../../../src/shared/domain/payment'
import { msat, sat } from '../../../../../src/shared/money'
import { fail, ok } from '../../../../../src/shared/result'
import { argsOf, click, showApp, type } from '../../show-app'

const pay = { screen: 'pay' } as const

beforeEach(() => vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true }))
afterEach(() => vi.useRealTimers())

/** The Pay screen with one invoice entered. */
async function withCard(patch: Partial<PayCard> = {}, answers: SomeAnswers['pay'] = {}): Promise<FakeImp> {
  return await withView({ kind: 'cards', cards: [sampleCard(patch)] }, answers)
}

async function withView(view: PayInputView, answers: SomeAnswers['pay'] = {}): Promise<FakeImp> {
  const fake = fakeImp(sampleState(), { pay: { inspect: () => ok(view), ...answers } })
  await showApp(fake, pay)
  await type('Invoice', 'lnbc25u1')
  await waitFor(() => expect(argsOf(fake, 'pay.inspect')).toHaveLength(1))
  return fake
}

const aboveLimit: Partial<PayCard> = {
  amountMsat: msat(1_284_000_000n),
  verdict: { kind: 'confirm', reason: 'above-click-limit', limitSat: sat(10_000n) }
}

describe('an entered invoice', () => {
  it('shows what a person needs to decide', async () => {
    await withCard()
    await screen.findByText('Courier, parcel 7741-02')
    expect(screen.getByText('Ostkurier')).toBeTruthy()
    expect(screen.getByText('Bitcoin mainnet')).toBeTruthy()
    expect(screen.getByRole('timer').textContent).toMatch(/^42:(?:10|0\d)$/u)
  })

  it('shows what the payee published if it is only a hash', async () => {
    await withCard({ description: undefined, warnings: ['description-hash-only'] })
    await screen.findByText('The payee published only a hash of it')
  })

  it('warns in words that the payee is not the sender', async () => {
    const fake = fakeImp(sampleState(), {
      pay: {
        inspect: () => ok({ kind: 'cards', cards: [sampleCard({ warnings: ['payee-not-sender'] })] })
      }
    })
    await showApp(fake, { screen: 'pay', text: 'lnbc25u1', senderName: 'Mira' })
    await screen.findByText('Mira sent this invoice. The money goes to Ostkurier.')
  })

  it('is chosen by the person if a text contains several', async () => {
    const zines = sampleCard({
      invoice: 'lnbc7u1zines',
      paymentHash: hashOf('a1'),
      description: 'Two zines, by post',
      amountMsat: msat(700_000n)
    })
    await withView({ kind: 'cards', cards: [sampleCard(), zines] })
    expect(screen.queryByRole('button', { name: /^Pay / })).toBeNull()
    await fireEvent.click(await screen.findByRole('button', { name: /Two zines/u }))
    expect(screen.getByRole('button', { name: 'Pay 700 sats' })).toBeTruthy()
  })
})

describe('two invoices with one payment hash', () => {
  it('are two choices, and the chosen one is paid', async () => {
    const dear = sampleCard({ invoice: 'lnbc99u1dear', description: 'Dear', amountMsat: msat(9_900_000n) })
    const fake = await withView(
      { kind: 'cards', cards: [sampleCard(), dear] },
      { send: () => ok(samplePayment()) }
    )
    await fireEvent.click(await screen.findByRole('button', { name: /Dear/u }))
    await click('Pay 9,900 sats')
    expect(argsOf(fake, 'pay.send')).toMatchObject([
      { invoice: dear.invoice, expectedAmountMsat: dear.amountMsat }
    ])
  })
})

describe('one click', () => {
  it('pays exactly what is shown', async () => {
    const fake = await withCard({}, { send: () => ok(samplePayment()) })
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    await click('Pay 2,500 sats')
    expect(argsOf(fake, 'pay.send')).toEqual([
      {
        invoice: sampleCard().invoice,
        expectedAmountMsat: msat(2_500_000n),
        retryUnknown: false,
        messageId: undefined
      }
    ])
  })

  it('pays once, however many clicks follow', async () => {
    const fake = await withCard({}, { send: () => ok(samplePayment()) })
    const button = await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    await waitFor(() => {
      expect(button.dataset['armed']).toBe('true')
    })
    for (let i = 0; i < 20; i++) button.click()
    await screen.findByText('Sending', { exact: false })
    expect(argsOf(fake, 'pay.send')).toHaveLength(1)
  })

  it('shows the time that passes and then the proof', async () => {
    const fake = await withCard({}, { send: () => ok(samplePayment()) })
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    await click('Pay 2,500 sats')
    await screen.findByText(/Closing the window does not stop it/u)
    await vi.advanceTimersByTimeAsync(7000)
    await screen.findByText(/^0:0[78]$/u)
    fake.setChanged({
      payments: [
        samplePayment({
          state: 'succeeded',
          proof: 'verified',
          preimage: '4e'.repeat(32),
          settledAt: NOW + 9000
        })
      ]
    })
    await screen.findByText(/Proof verified/u)
    expect(screen.getByText(/after 9 s/u)).toBeTruthy()
    await click('Copy preimage')
    expect(argsOf(fake, 'app.copyText')).toEqual([{ text: '4e'.repeat(32) }])
  })

  it('shows why main refused, and leaves the button for another try', async () => {
    await withCard({}, { send: () => fail('store-failed') })
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    await click('Pay 2,500 sats')
    expect((await screen.findByRole('alert')).textContent).toMatch(/Nothing was sent/u)
    expect(screen.getByRole('button', { name: 'Pay 2,500 sats' })).toBeTruthy()
  })
})

describe('a link that arrives while a card is shown', () => {
  it('asks before it replaces the card', async () => {
    const fake = await withCard()
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    fake.emit('open', { to: 'pay', text: 'lnbc99u1other', from: 'link' })
    await screen.findByText(/Another invoice came from a link/u)
    expect(argsOf(fake, 'pay.inspect')).toHaveLength(1)
    await click('Show it')
    expect(argsOf(fake, 'pay.inspect')).toContainEqual({ text: 'lnbc99u1other', messageId: undefined })
  })

  it('leaves the card alone when it is dismissed', async () => {
    const fake = await withCard()
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    fake.emit('open', { to: 'pay', text: 'lnbc99u1other', from: 'link' })
    await screen.findByText(/Another invoice came from a link/u)
    await click('Dismiss')
    expect(screen.queryByText(/Another invoice came from a link/u)).toBeNull()
    expect(argsOf(fake, 'pay.inspect')).toHaveLength(1)
  })
})

describe('a click that comes too early', () => {
  it('pays nothing and explains why, and the next one pays', async () => {
    const fake = await withCard({}, { send: () => ok(samplePayment()) })
    await fireEvent.click(await screen.findByRole('button', { name: 'Pay 2,500 sats' }))
    await screen.findByText('The page just changed. Click again.')
    expect(argsOf(fake, 'pay.send')).toEqual([])
    await click('Pay 2,500 sats')
    expect(argsOf(fake, 'pay.send')).toHaveLength(1)
  })

  it.each([
    ['the window comes to the front', () => window.dispatchEvent(new Event('focus'))],
    [
      'the button moves',
      () =>
        vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 9, 80, 30))
    ],
    [
      'something covers the button',
      () => vi.spyOn(document, 'elementFromPoint').mockReturnValue(document.createElement('div'))
    ]
  ])('pays nothing if %s just before', async (_what, change) => {
    const fake = await withCard({}, { send: () => ok(samplePayment()) })
    const button = await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    await waitFor(() => {
      expect(button.dataset['armed']).toBe('true')
    })
    change()
    await fireEvent.click(button)
    await screen.findByText('The page just changed. Click again.')
    expect(argsOf(fake, 'pay.send')).toEqual([])
    vi.restoreAllMocks()
  })
})

describe('the keyboard focus', () => {
  it('moves from the field to the button with Enter, which does not pay yet', async () => {
    const fake = await withCard({}, { send: () => ok(samplePayment()) })
    const button = await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    await fireEvent.keyDown(screen.getByLabelText('Invoice'), { key: 'Enter' })
    expect(document.activeElement).toBe(button)
    expect(argsOf(fake, 'pay.send')).toEqual([])
  })

  it('stays at the payment when its button disappears', async () => {
    await withCard({}, { send: () => ok(samplePayment()) })
    const button = await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    button.focus()
    await click('Pay 2,500 sats')
    await screen.findByText(/Closing the window does not stop it/u)
    await waitFor(() => expect(document.activeElement?.tagName).toBe('ARTICLE'))
  })

  it('ignores the repeats of a held key', async () => {
    const fake = await withCard({}, { send: () => ok(samplePayment()) })
    const button = await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    const goesOn = await fireEvent.keyDown(button, { key: 'Enter', repeat: true, cancelable: true })
    expect(goesOn).toBe(false)
    expect(argsOf(fake, 'pay.send')).toEqual([])
  })
})

describe('a payment above the limit', () => {
  it('shows that main will ask, and is requested once with one click', async () => {
    const fake = await withCard(aboveLimit, { send: () => ok(samplePayment()) })
    const button = await screen.findByRole('button', { name: 'Pay 1,284,000 sats' })
    expect(
      screen.getByText(/above your one-click limit of 10,000 sats. You’ll be asked to confirm/u)
    ).toBeTruthy()
    await click('Pay 1,284,000 sats')
    button.click()
    await screen.findByText('Sending', { exact: false })
    expect(argsOf(fake, 'pay.send')).toMatchObject([{ expectedAmountMsat: 1_284_000_000n }])
  })

  it("shows the button again without an error if the person cancels main's dialog", async () => {
    await withCard(aboveLimit, { send: () => fail('needs-confirmation') })
    await screen.findByRole('button', { name: 'Pay 1,284,000 sats' })
    await click('Pay 1,284,000 sats')
    const again = await screen.findByRole('button', { name: 'Pay 1,284,000 sats' })
    await waitFor(() => expect(again.getAttribute('aria-disabled')).not.toBe('true'))
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('an invoice that cannot be paid', () => {
  it('loses its button at the second it expires', async () => {
    await withCard({ expiresAt: NOW + 5000 })
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    await vi.advanceTimersByTimeAsync(6000)
    await screen.findByText('This invoice has expired')
    expect(screen.queryByRole('button', { name: 'Pay 2,500 sats' })).toBeNull()
  })

  it.each([
    ['other-network', /for another network/u],
    ['own-invoice', /is your own/u],
    ['already-paid', /already paid/u],
    ['no-amount', /names no amount/u]
  ] as const)('has words instead of a button: %s', async (code, words) => {
    await withCard({ verdict: { kind: 'refused', code } })
    await screen.findByText(words)
    expect(screen.queryByRole('button', { name: /^Pay /u })).toBeNull()
  })

  it('has no button while disconnected, and gets it back', async () => {
    const fake = await withCard()
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    fake.setState({ connection: { phase: 'connecting', attempt: 1 } })
    await screen.findByText('Not connected to your node')
    expect(screen.queryByRole('button', { name: 'Pay 2,500 sats' })).toBeNull()
    fake.setState({ connection: { phase: 'ready', since: NOW } })
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
  })

  it.each([
    [{ kind: 'damaged-invoice', code: 'bad-checksum' }, /is damaged.*Copy it again/u],
    [{ kind: 'nothing' }, /is not an invoice/u]
  ] as const)('is refused at the field in words', async (view, words) => {
    await withView(view)
    await screen.findByText(words)
    expect(screen.getByLabelText('Invoice').getAttribute('aria-invalid')).toBe('true')
  })

  it.each([
    [{ kind: 'lnurl' }, 'This is an LNURL, not an invoice'],
    [{ kind: 'lightning-address' }, 'This is a Lightning Address, not an invoice'],
    [{ kind: 'bolt12' }, 'This is a BOLT12 offer, not an invoice'],
    [{ kind: 'on-chain' }, 'This is an on-chain address']
  ] as const)('is explained where the node cannot pay it', async (view, title) => {
    await withView(view)
    await screen.findByText(title)
  })
})

describe('a payment', () => {
  const withPayment = (patch: Partial<Payment>, answers?: SomeAnswers['pay']) =>
    withCard({ payment: samplePayment(patch) }, answers)

  it('that failed shows that no money left, and can be tried again', async () => {
    const fake = await withPayment(
      { state: 'failed', failure: 'no-route', nodeText: 'Failed payment', said: 'node' },
      { send: () => ok(samplePayment({ attempts: 2 })) }
    )
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /no route to Ostkurier. No money left.*The node says: Failed payment/u
    )
    await click('Retry: pay 2,500 sats')
    await screen.findByText(/Closing the window does not stop it/u)
    expect(argsOf(fake, 'pay.send')).toMatchObject([{ retryUnknown: false }])
  })

  it.each([
    ['node', 'The node says: closed'],
    ['connection', 'The connection layer said: closed'],
    [undefined, 'The node or the connection layer said: closed']
  ] as const)('of unknown outcome does not put words of %s into another mouth', async (said, words) => {
    await withPayment({ state: 'unknown', unknown: 'connection-broke', nodeText: 'closed', said })
    expect((await screen.findByRole('alert')).textContent).toContain(words)
  })

  it('with an unknown outcome is never called failed, and offers a check before a retry', async () => {
    const fake = await withPayment(
      { state: 'unknown', unknown: 'connection-broke' },
      { checkAgain: () => fail('node-cannot-tell'), send: () => ok(samplePayment({ attempts: 2 })) }
    )
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toMatch(/Outcome unknown.*Count 2,500 sats as spent/u)
    expect(document.querySelector('article')?.textContent).not.toMatch(/not paid/iu)
    await click('Check again')
    await screen.findByText(/cannot report what became of a payment/u)
    expect(argsOf(fake, 'pay.send')).toEqual([])
    expect(screen.getByText(/If the first attempt failed, a retry really pays/u)).toBeTruthy()
    await click('Retry: pay 2,500 sats')
    expect(argsOf(fake, 'pay.send')).toMatchObject([{ retryUnknown: true }])
  })

  it('with an unknown outcome turns green when the node reports that it was paid', async () => {
    await withPayment(
      { state: 'unknown', unknown: 'deadline' },
      {
        checkAgain: () =>
          ok({
            payment: samplePayment({ state: 'succeeded', proof: 'unavailable', settledAt: NOW }),
            finding: 'settled'
          })
      }
    )
    await screen.findByRole('alert')
    await click('Check again')
    await screen.findByText(/says it is paid, but gave no proof/u)
  })

  it.each([
    ['not-listed', /^Checked at .*does not list this payment\. That proves nothing/u],
    ['beyond-list', /^Checked at .*does not reach this far/u],
    ['no-trace', /^Checked at .*does not know this payment\. The invoice has expired.*Ask the payee/u],
    ['in-flight', /^Checked at .*still under way/u]
  ] as const)('of unknown outcome says what a check found and when: %s', async (finding, words) => {
    await withPayment(
      { state: 'unknown', unknown: 'deadline' },
      { checkAgain: () => ok({ payment: samplePayment({ state: 'unknown', checkedAt: NOW }), finding }) }
    )
    await screen.findByRole('alert')
    await click('Check again')
    expect(await screen.findByText(words)).toBeTruthy()
    expect(screen.getByRole('alert').textContent).toMatch(/Outcome unknown/u)
  })

  it('whose proof does not match is a clear alarm, not a success', async () => {
    await withPayment({ state: 'succeeded', proof: 'mismatch', preimage: '00'.repeat(32), settledAt: NOW })
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toMatch(/the proof does not match/u)
    expect(alert.className).toContain('red')
  })

  it('ignores an older event about it', async () => {
    const fake = await withPayment({ state: 'succeeded', proof: 'verified', settledAt: NOW })
    await screen.findByText(/Proof verified/u)
    fake.setChanged({ payments: [samplePayment({ state: 'sending' })] })
    await vi.advanceTimersByTimeAsync(100)
    expect(screen.getByText(/Proof verified/u)).toBeTruthy()
  })
})

describe('the input of an invoice', () => {
  it('keeps an invoice on a line of its own whole', async () => {
    const fake = fakeImp(sampleState())
    await showApp(fake, pay)
    await fireEvent.paste(screen.getByLabelText('Invoice'), {
      clipboardData: { files: [], getData: () => 'Please pay this:\nlnbc25u1p4s90f\nThanks' }
    })
    await waitFor(() =>
      expect(argsOf(fake, 'pay.inspect')).toEqual([
        { text: 'Please pay this: lnbc25u1p4s90f Thanks', messageId: undefined }
      ])
    )
  })

  it('reads the clipboard on a click, never automatically', async () => {
    const fake = fakeImp(sampleState(), {
      pay: {
        inspectClipboard: () => ok({ text: 'lnbc25u1', view: { kind: 'cards', cards: [sampleCard()] } })
      }
    })
    await showApp(fake, pay)
    expect(argsOf(fake, 'pay.inspectClipboard')).toEqual([])
    await click('Read clipboard')
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
  })

  it('shows that the clipboard is empty', async () => {
    await showApp(fakeImp(sampleState()), pay)
    await click('Read clipboard')
    await screen.findByText(/no text on the clipboard/u)
  })

  it('shows the result of the last text, whichever result comes last', async () => {
    let first: (value: unknown) => void = () => undefined
    const fake = fakeImp(sampleState(), {
      pay: {
        inspect: async ({ text }) => {
          if (text === 'old') await new Promise((resolve) => (first = resolve))
          return text === 'old' ? ok({ kind: 'lnurl' }) : ok({ kind: 'cards', cards: [sampleCard()] })
        }
      }
    })
    await showApp(fake, pay)
    await type('Invoice', 'old')
    await type('Invoice', 'new')
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    first(undefined)
    await vi.advanceTimersByTimeAsync(50)
    expect(screen.queryByText(/LNURL/u)).toBeNull()
  })

  it('is ready for the next invoice after Done', async () => {
    await withCard({ payment: samplePayment({ state: 'succeeded', proof: 'verified', settledAt: NOW }) })
    await screen.findByText(/Proof verified/u)
    await click('Done')
    await screen.findByText('Paste or drop an invoice')
    expect(screen.getByLabelText<HTMLInputElement>('Invoice').value).toBe('')
  })
})
