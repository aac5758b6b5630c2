import { describe, expect, it } from 'vitest'
import { sat } from '../../../../../src/shared/money'
import { makeInvoice } from '../../../../support/fixtures/make-invoice'
import { type OpenWallet } from '../../../../support/fakes/open-wallet'
import { MIRA, ready, draftId } from './outbox-setup'

describe('a payment request', () => {
  const ASK = { amountSat: sat(2_500n), memo: 'Two zines, by post', maxCostSat: sat(1n), confirmed: false }
  const { text, paymentHash } = makeInvoice({ payee: 'our node' })
  const ask = (wallet: OpenWallet, more: object = {}) =>
    wallet.session.outbox.requestPayment({ draftId: draftId(1), pubkey: MIRA, ...ASK, ...more })
  const asking = (): OpenWallet => {
    const wallet = ready()
    wallet.node.generate = () => ({ ok: true, value: text })
    return wallet
  }

  it('creates an invoice, sends it, and shows it in the thread with its state', async () => {
    const wallet = asking()
    expect(await ask(wallet)).toMatchObject({
      ok: true,
      value: { kind: 'invoice', invoices: [{ paymentHash, own: { state: 'open' } }] }
    })
    expect(wallet.node.sends.map(({ request }) => Buffer.from(request.data).toString())).toEqual([text])
  })

  it('creates and sends one invoice even if it is clicked often', async () => {
    const wallet = asking()
    const clicks = await Promise.all([ask(wallet), ask(wallet), ask(wallet)])
    expect(new Set(clicks.map((click) => click.ok && click.value.seq)).size).toBe(1)
    expect(await ask(wallet)).toMatchObject({ ok: true })
    expect(wallet.node.generated).toHaveLength(1)
    expect(wallet.node.sends).toHaveLength(1)
  })

  it('creates no invoice that it could not send', async () => {
    const wallet = asking()
    wallet.limits.clickLimitSat = sat(0n)
    expect(await ask(wallet)).toMatchObject({ error: { code: 'needs-confirmation' } })
    expect(await ask(wallet, { pubkey: 'nobody' })).toMatchObject({ error: { code: 'needs-confirmation' } })
    expect(await ask(wallet, { pubkey: 'nobody', confirmed: true })).toMatchObject({
      error: { code: 'no-recipient' }
    })
    wallet.node.lose()
    expect(await ask(wallet, { confirmed: true })).toMatchObject({ error: { code: 'not-connected' } })
    expect(wallet.node.generated).toHaveLength(0)
  })

  it('reports why no invoice was created, and sends nothing', async () => {
    const wallet = ready()
    wallet.node.generate = () => ({ ok: false, error: { code: 'deadline' } })
    expect(await ask(wallet)).toMatchObject({ error: { code: 'node-silent' } })
    expect(wallet.node.sends).toHaveLength(0)
  })
})
