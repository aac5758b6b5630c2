import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeImp } from '../../../../support/fakes/fake-imp'
import {
  hashOf,
  MIRA,
  NOW,
  sampleCard,
  samplePayment,
  sampleState
} from '../../../../support/fixtures/samples'
import type { PayCard } from '../../../../../src/shared/domain/pay-card'
import { DEFAULT_SETTINGS } from '../../../../../src/shared/domain/settings'
import { msat, sat } from '../../../../../src/shared/money'
import { fail, ok } from '../../../../../src/shared/result'
import { argsOf, click, showApp } from '../../show-app'
import { withCard, withView } from './show-pay'

beforeEach(() => vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true }))
afterEach(() => vi.useRealTimers())

const aboveLimit: Partial<PayCard> = {
  amountMsat: msat(1_284_000_000n),
  verdict: { kind: 'confirm', reason: 'above-click-limit', limitSat: sat(10_000n) }
}

describe('an entered invoice', () => {
  it('shows what a person needs to decide', async () => {
    await withCard({ largestFeeMsat: msat(25_000n) })
    await screen.findByText('Courier, parcel 7741-02')
    expect(screen.getByText('Ostkurier')).toBeTruthy()
    expect(screen.getByText('Bitcoin mainnet')).toBeTruthy()
    expect(screen.getByRole('timer').textContent).toMatch(/^42:(?:10|0\d)$/u)
    const facts = [...document.querySelectorAll('dt')].map((term) => term.textContent)
    expect(facts).toEqual(['Description', 'Payee', 'Fee', 'Network', 'Expires in'])
  })

  it('shows what the payee published if it is only a hash', async () => {
    await withCard({ description: undefined, warnings: ['description-hash-only'] })
    await screen.findByText('The payee published only a hash of it')
  })

  it('warns in words that the payee is not the sender', async () => {
    const fake = fakeImp(sampleState(), {
      pay: {
        inspect: () =>
          ok({
            kind: 'cards',
            cards: [sampleCard({ warnings: ['payee-not-sender'], sender: { pubkey: MIRA, name: 'Mira' } })]
          })
      }
    })
    await showApp(fake, { screen: 'pay', text: 'lnbc25u1' })
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
        asksFirst: false,
        node: sampleState().node?.id,
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

  it('keeps why main refused when another payment or message is sent, until it may be possible', async () => {
    const fake = await withCard({}, { send: () => fail('store-failed') })
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    await click('Pay 2,500 sats')
    await screen.findByRole('alert')
    await waitFor(() => expect(argsOf(fake, 'pay.inspect')).toHaveLength(2))
    fake.setState({ oneClickSpentSat: sat(700n) })
    await waitFor(() => expect(argsOf(fake, 'pay.inspect')).toHaveLength(3))
    expect(screen.getByRole('alert').textContent).toMatch(/Nothing was sent/u)
    fake.setState({ settings: { ...DEFAULT_SETTINGS, clickLimitSat: '20000' } })
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })
})

describe('a link that arrives while a card is shown', () => {
  it('asks before it replaces the card', async () => {
    const fake = await withCard()
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    fake.emit('open', { to: 'pay', text: 'lnbc99u1other', from: 'link' })
    const question = (await screen.findByText('Another invoice came from a link:')).closest('[role=alert]')
    // A narrow window cuts the words off, not the amount.
    expect(question?.querySelector('.clip')?.textContent).toBe('Another invoice came from a link:')
    expect(question?.textContent).toContain('2,500 sats')
    expect(screen.getByDisplayValue('lnbc25u1')).toBeTruthy()
    await click('Show it')
    await screen.findByDisplayValue('lnbc99u1other')
  })

  it('leaves the card alone when it is dismissed', async () => {
    const fake = await withCard()
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    fake.emit('open', { to: 'pay', text: 'lnbc99u1other', from: 'link' })
    await screen.findByText(/Another invoice came from a link/u)
    await click('Dismiss')
    expect(screen.queryByText(/Another invoice came from a link/u)).toBeNull()
    expect(screen.getByDisplayValue('lnbc25u1')).toBeTruthy()
  })
})

describe('a payment above the limit', () => {
  it('shows that main will ask, and is requested once with one click', async () => {
    const fake = await withCard(aboveLimit, { send: () => ok(samplePayment()) })
    const button = await screen.findByRole('button', { name: 'Pay 1,284,000 sats…' })
    expect(
      screen.getByText(/above your one-click limit of 10,000 sats. You’ll be asked to confirm/u)
    ).toBeTruthy()
    await click('Pay 1,284,000 sats…')
    button.click()
    await screen.findByText('Sending', { exact: false })
    expect(argsOf(fake, 'pay.send')).toMatchObject([{ expectedAmountMsat: 1_284_000_000n, asksFirst: true }])
  })

  it('says that it waits for the answer in the dialog, and that nothing is sent yet', async () => {
    await withCard(aboveLimit, { send: () => new Promise<never>(() => undefined) })
    await screen.findByRole('button', { name: 'Pay 1,284,000 sats…' })
    await click('Pay 1,284,000 sats…')
    await screen.findByText('The wallet asks you in a dialog. Nothing is sent yet.')
  })

  it('says that nothing was sent while another question is open, and offers the button again', async () => {
    await withCard(aboveLimit, { send: () => fail('another-question-open') })
    await screen.findByRole('button', { name: 'Pay 1,284,000 sats…' })
    await click('Pay 1,284,000 sats…')
    const refusal = await screen.findByRole('alert')
    expect(refusal.textContent).toContain('Another question comes first')
    expect(refusal.textContent).toContain('Nothing was sent. Answer that question first, then try again.')
    expect(screen.getByRole('button', { name: 'Pay 1,284,000 sats…' })).toBeTruthy()
  })

  it("shows the button again without an error if the person cancels main's dialog", async () => {
    const fake = await withCard(aboveLimit, { send: () => fail('needs-confirmation') })
    await screen.findByRole('button', { name: 'Pay 1,284,000 sats…' })
    await click('Pay 1,284,000 sats…')
    const again = await screen.findByRole('button', { name: 'Pay 1,284,000 sats…' })
    await waitFor(() => expect(again.getAttribute('aria-disabled')).not.toBe('true'))
    expect(screen.queryByRole('alert')).toBeNull()
    // The limits may allow it by now, which main knows.
    await waitFor(() => expect(argsOf(fake, 'pay.inspect')).toHaveLength(2))
  })
})
