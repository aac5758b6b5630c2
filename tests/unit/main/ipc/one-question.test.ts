import { describe, expect, it } from 'vitest'
import { oneAtATime } from '../../../../src/main/ipc/consent'
import { inboxHandlers } from '../../../../src/main/ipc/handlers/inbox'
import { payHandlers } from '../../../../src/main/ipc/handlers/pay'
import { settingsHandlers } from '../../../../src/main/ipc/handlers/settings'
import type { ConsentQuestion } from '../../../../src/shared/domain/consent'
import { SettingsStore } from '../../../../src/main/settings/settings-store'
import { DEFAULT_SETTINGS } from '../../../../src/shared/domain/settings'
import { msat, sat } from '../../../../src/shared/money'
import { ok } from '../../../../src/shared/result'
import { makeInvoice } from '../../../support/fixtures/make-invoice'
import { newFile, undamaged } from '../settings/store-setup'
import { draftId, MIRA, ready } from '../wallet/inbox/outbox-setup'
import { ACTIVE } from '../wallet/pay/pay-setup'

const AMOUNT = msat(2_500_000n)
const [first, second] = ['first', 'second'].map((description) => makeInvoice({ payee: 'Mira', description }))

/** A wallet that asks before everything. The first question is open until `agree` is called. */
function asking() {
  const wallet = ready()
  wallet.limits.clickLimitSat = sat(0n)
  const asked: ConsentQuestion[] = []
  let agree: (agreed: boolean) => void = () => undefined
  const askConsent = oneAtATime((question) => {
    asked.push(question)
    return new Promise((resolve) => (agree = resolve))
  })
  const session = () => wallet.session
  const node = () => ACTIVE
  const pay = payHandlers(session, () => Promise.resolve(''), askConsent, node)
  const inbox = inboxHandlers(session, () => Promise.resolve(ok(false)), askConsent, node)
  const store = new SettingsStore(newFile(), undamaged)
  const settings = settingsHandlers({
    store,
    node: () => ACTIVE.id,
    askConsent,
    changed: () => undefined
  })
  const order = (invoice: string) =>
    pay.send({ node: ACTIVE.id, invoice, expectedAmountMsat: AMOUNT, retryUnknown: false, asksFirst: false })
  return { wallet, asked, agree: () => agree(true), order, inbox, settings, saved: () => store.of(ACTIVE.id) }
}

describe('while a question is open', () => {
  const OPEN = { ok: false, error: { code: 'another-question-open' } }

  it('a second payment, a message and a higher limit are refused and not asked, and the first is paid once', async () => {
    const { wallet, asked, agree, order, inbox, settings, saved } = asking()
    const paying = order(first?.text ?? '')
    await expect.poll(() => asked).toHaveLength(1)
    expect(await order(second?.text ?? '')).toEqual(OPEN)
    expect(await order(first?.text ?? '')).toEqual(OPEN)
    expect(
      await inbox.send({
        ...{ node: ACTIVE.id, draftId: draftId(1), pubkey: MIRA, text: 'hello', maxCostSat: sat(1n) },
        asksFirst: false
      })
    ).toEqual(OPEN)
    expect(await settings.change({ clickLimitSat: '9999999' })).toEqual(OPEN)
    expect(saved()).toEqual(DEFAULT_SETTINGS)
    expect(asked).toHaveLength(1)
    expect([...wallet.node.pays, ...wallet.node.sends]).toEqual([])

    agree()
    expect(await paying).toMatchObject({ ok: true })
    expect(wallet.node.pays.map((sent) => sent.invoice)).toEqual([first?.text])
    expect(wallet.node.sends).toEqual([])
  })

  it('a lower limit needs no question and is saved', async () => {
    const { asked, order, settings, saved } = asking()
    void order(first?.text ?? '')
    await expect.poll(() => asked).toHaveLength(1)
    expect(await settings.change({ clickLimitSat: '5' })).toMatchObject({ ok: true })
    expect(saved().clickLimitSat).toBe('5')
  })
})
