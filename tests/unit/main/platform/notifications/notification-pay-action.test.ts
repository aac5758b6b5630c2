import { describe, expect, it } from 'vitest'
import { createNotificationPayAction } from '../../../../../src/main/platform/notifications/notification-pay-action'
import type { Session } from '../../../../../src/main/wallet/api'
import { msat, sat } from '../../../../../src/shared/money'
import { notificationsFor } from '../../../../../src/shared/policy/notification-policy'
import type { PayOffer } from '../../../../../src/shared/policy/pay-offer'
import { makeInvoice, pubkeyOf } from '../../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'

const invoice = makeInvoice()
const settings = {
  notificationPrivacy: 'text',
  notifyPaidInvoices: true,
  strangerMinSat: '0',
  unit: 'sats'
} as const

/** The offer in the notification of the last message. */
function offerIn({ session, told }: OpenWallet): PayOffer | undefined {
  const happenings = told.arrived.slice(-1).map((message) => ({ kind: 'message', message }) as const)
  const cardOf: Session['cardOf'] = (id) => session.cardOf(id)
  const context = { settings, focused: false, muted: false, demo: false, cardOf }
  return notificationsFor(happenings, context)[0]?.pay
}

async function asked(text = `The courier wants paying: ${invoice.text}`, from = 'Mira') {
  const wallet = openWallet()
  wallet.node.becomeReady()
  await wallet.node.deliver({ from: pubkeyOf(from), data: Buffer.from(text) })
  const current: { session: Session | undefined } = { session: wallet.session }
  const payer = createNotificationPayAction(() => current.session)
  const offer = offerIn(wallet)
  const press = async () => offer && (await payer(offer)())
  return { ...wallet, wallet, current, payer, offer, press }
}

describe('paying from a notification', () => {
  it('pays the invoice of the message once, and records it like the card does', async () => {
    const { node, session, told, offer, payer } = await asked()
    expect(offer).toMatchObject({ label: 'Pay 2,500 sats', amountMsat: 2_500_000n })
    if (offer === undefined) throw new Error('nothing is offered')
    const pay = payer(offer)
    expect(node.pays).toEqual([])
    expect([await pay(), await pay()]).toEqual([true, false])
    expect(node.pays.map(({ invoice: text }) => text)).toEqual([invoice.text])
    const [message] = told.arrived
    expect(message && session.cardOf(message.id)?.payment).toMatchObject({
      state: 'sending',
      messageId: message?.id
    })
    expect(session.state.oneClickSpentSat).toBe(2_500n)
  })

  it('is not offered above the limits, nor if somebody other than the sender is the payee', async () => {
    const { limits, wallet } = await asked()
    limits.clickLimitSat = sat(2_499n)
    expect(offerIn(wallet)).toBeUndefined()
    limits.clickLimitSat = sat(2_500n)
    expect(offerIn(wallet)).toBeDefined()
    limits.dayLimitSat = sat(2_499n)
    expect(offerIn(wallet)).toBeUndefined()
    expect((await asked(invoice.text, 'Jonas')).offer).toBeUndefined()
  })

  it('is refused, without a payment, if the limits were lowered meanwhile', async () => {
    const { limits, node, press } = await asked()
    limits.clickLimitSat = sat(0n)
    expect(await press()).toBe(false)
    expect(node.pays).toEqual([])
  })

  it('is refused once the invoice has expired', async () => {
    const { clock, node, press } = await asked()
    await clock.advance(3_600_001)
    expect(await press()).toBe(false)
    expect(node.pays).toEqual([])
  })

  it('is refused at another amount than the one shown', async () => {
    const { node, offer, payer } = await asked()
    expect(offer && (await payer({ ...offer, amountMsat: msat(2_000_000n) })())).toBe(false)
    expect(node.pays).toEqual([])
  })

  it('is refused through a node other than the one the message came from', async () => {
    const { current, node, offer, payer } = await asked()
    const other = openWallet()
    other.node.becomeReady()
    const pay = offer && payer(offer)
    for (const session of [other.session, undefined]) {
      current.session = session
      expect(await pay?.()).toBe(false)
    }
    expect([...node.pays, ...other.node.pays]).toEqual([])
  })
})
