import { screen, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { PayCard } from '../../../../src/shared/domain/pay-card'
import { sat } from '../../../../src/shared/money'
import { fail } from '../../../../src/shared/result'
import { sampleMessage } from '../../../support/fakes/fake-inbox'
import { type FakeImp, type SomeAnswers } from '../../../support/fakes/fake-imp'
import { MIRA, sampleCard, samplePayment } from '../../../support/fixtures/samples'
import { inboxOf } from '../features/inbox/show-inbox'
import { press, showApp } from '../show-app'

const inAnHour = () => Date.now() + 3_600_000

/** A conversation with one invoice in it. */
async function withInvoice(patch: Partial<PayCard>, pay: SomeAnswers['pay'] = {}): Promise<FakeImp> {
  const card = sampleCard({ expiresAt: inAnHour(), ...patch })
  const { imp } = inboxOf([
    sampleMessage({ from: MIRA, kind: 'invoice', text: card.invoice, invoices: [card] })
  ])
  imp.answer({ pay })
  const app = await showApp(imp)
  app.router.go({ screen: 'inbox', pubkey: MIRA })
  return imp
}
const invoice = async () => within(await screen.findByRole('article', { name: /^Invoice/u }))

describe('an invoice in a message', () => {
  it('says that its button only asks, why, and that a dialog waits for the answer', async () => {
    await withInvoice(
      { verdict: { kind: 'confirm', reason: 'above-click-limit', limitSat: sat(2_000n) } },
      { send: () => new Promise<never>(() => undefined) }
    )
    const card = await invoice()
    const words = card.getByText(/above your one-click limit of 2,000 sats\. You’ll be asked to confirm\./u)
    const button = card.getByRole('button', { name: 'Pay 2,500 sats…' })
    expect(button.getAttribute('aria-describedby')).toBe(words.id)
    await press(button)
    await card.findByText('The wallet asks you in a dialog. Nothing is sent yet.')
  })

  it('keeps the place of the reason when the payment begins', async () => {
    const imp = await withInvoice({
      verdict: { kind: 'confirm', reason: 'above-click-limit', limitSat: sat(2_000n) }
    })
    const card = await invoice()
    card.getByText(/You’ll be asked to confirm/u)
    imp.setChanged({ payments: [samplePayment({ state: 'sending' })] })
    await card.findByText('Continues when the window is closed')
    expect(card.queryByText(/You’ll be asked to confirm/u)).toBeNull()
    expect(document.querySelector('[data-pay-card] .asks')).not.toBeNull()
  })

  it.each([
    ['tried-elsewhere', 'Another node of yours may have sent this. Nothing was sent now.'],
    ['internal', /^Something went wrong inside the wallet\. If this was a payment, check it in Activity/u]
  ] as const)('says of a refusal what it means for the money: %s', async (code, words) => {
    await withInvoice({}, { send: () => fail(code as never) })
    const card = await invoice()
    await press(card.getByRole('button', { name: 'Pay 2,500 sats' }))
    await card.findByText(words)
    expect(card.queryByText(/Nothing was sent\./u)).toBeNull()
  })

  it('that another node paid is not called unsent', async () => {
    await withInvoice({
      verdict: { kind: 'refused', code: 'tried-elsewhere' },
      elsewhere: { node: 'till', state: 'succeeded', erased: false, sentAt: Date.now() }
    })
    const card = await invoice()
    await card.findByText('You already paid this through another node. Nothing was sent a second time.')
  })

  it('asks for no new invoice if its hash was paid with another amount, because perhaps nothing is owed', async () => {
    const imp = await withInvoice({})
    const card = await invoice()
    imp.setChanged({ payments: [samplePayment({ state: 'failed', failure: 'other-amount' })] })
    await card.findByText('See Details before you pay anything else')
    expect(card.queryByText('Ask for a new invoice')).toBeNull()
  })

  it.each(['sending', 'unknown', 'succeeded'] as const)(
    'does not deny the payee its own payment while that is %s',
    async (state) => {
      const imp = await withInvoice({ neverPaid: 'from-this-node' })
      const card = await invoice()
      card.getByText('No payment to it in this node’s records')
      imp.setChanged({ payments: [samplePayment({ state })] })
      await card.findByText('No other payment to it in this node’s records')
    }
  )
})
