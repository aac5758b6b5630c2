import { fireEvent, screen, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { fakeImp, type FakeImp } from '../../../../support/fakes/fake-imp'
import { fakeInbox, sampleMessage } from '../../../../support/fakes/fake-inbox'
import { sampleCard, sampleInvoice, sampleState } from '../../../../support/fixtures/samples'
import type { AppModel } from '../../../../../src/renderer/lib/app.svelte'
import type { Invoice } from '../../../../../src/shared/domain/invoice'
import { showApp } from '../../show-app'

const open = sampleInvoice({ expiresAt: Date.now() + 3_600_000 })

async function show(own: Invoice): Promise<{ imp: FakeImp; app: AppModel; card: HTMLElement }> {
  const invoice = sampleCard({
    invoice: own.invoice,
    paymentHash: own.paymentHash,
    own,
    verdict: { kind: 'refused', code: 'own-invoice' }
  })
  const message = sampleMessage({
    direction: 'out',
    kind: 'invoice',
    text: own.invoice,
    invoices: [invoice],
    outgoing: {
      state: 'sent',
      attempts: 1,
      sentAt: Date.now(),
      failure: undefined,
      unknown: undefined,
      nodeText: undefined,
      said: undefined
    }
  })
  const imp = fakeImp(sampleState(), fakeInbox({ messages: [message] }).answers)
  const app = await showApp(imp)
  const card = await screen.findByRole('article', { name: 'Your invoice, 48,000 sats' })
  return { imp, app, card }
}

describe('the card of an invoice of our own', () => {
  it('shows the remaining time, offers no payment, and turns to paid', async () => {
    const { imp, card } = await show(open)
    expect(within(card).getByRole('timer').textContent).toMatch(/Waiting, 5\d:\d\d left|Waiting, 1 h left/u)
    expect(screen.queryByRole('button', { name: /^Pay /u })).toBeNull()
    imp.setChanged({ invoices: [{ ...open, state: 'paid', paidAt: Date.now() }] })
    expect((await within(card).findByRole('status')).textContent).toMatch(/Paid \d\d:\d\d/u)
    expect(card.textContent).toContain('+48,000')
  })

  it('shows that the invoice can no longer be paid', async () => {
    const { card } = await show({ ...open, expiresAt: Date.now() - 60_000 })
    expect(card.textContent).toContain('Expired')
  })

  it('links to the invoice on the Receive screen', async () => {
    const { app, card } = await show(open)
    await fireEvent.click(within(card).getByRole('button', { name: 'Details' }))
    expect(app.router.route).toEqual({ screen: 'receive', paymentHash: open.paymentHash })
  })
})
