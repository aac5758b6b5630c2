import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { NodeId } from '../../../../src/shared/domain/ids'
import { calls } from '../../../../src/shared/ipc/contract'
import { msat, sat } from '../../../../src/shared/money'
import type { OpenWallet } from '../../../support/fakes/open-wallet'
import { makeInvoice } from '../../../support/fixtures/make-invoice'
import { answer, draftId, MIRA, ours, ready, send } from '../wallet/inbox/outbox-setup'
import { ACTIVE, clicks } from '../wallet/pay/pay-setup'

const BEFORE = 'before' as NodeId
const invoice = makeInvoice({ payee: 'Mira' })
const ownInvoice = makeInvoice({ payee: 'our node' })

type Clicks = ReturnType<typeof clicks>

/** Every call that spends, as a page sends it that shows this node. */
const SPENDING: readonly [string, (page: Clicks, wallet: OpenWallet, node: NodeId) => unknown][] = [
  [
    'pays',
    ({ pay }, _wallet, node) =>
      pay.send({
        ...{ node, invoice: invoice.text, expectedAmountMsat: msat(2_500_000n), retryUnknown: false },
        asksFirst: false
      })
  ],
  [
    'sends a message',
    ({ inbox }, _wallet, node) =>
      inbox.send({
        node,
        draftId: draftId(7),
        pubkey: MIRA,
        text: 'hello',
        maxCostSat: sat(1n),
        asksFirst: false
      })
  ],
  [
    'requests a payment',
    ({ inbox }, _wallet, node) =>
      inbox.requestPayment({
        ...{
          node,
          draftId: draftId(8),
          pubkey: MIRA,
          amountSat: sat(2_500n),
          memo: 'Two zines, by post',
          maxCostSat: sat(1n),
          asksFirst: false
        }
      })
  ],
  [
    'sends a message again',
    ({ inbox }, wallet, node) =>
      inbox.resend({ node, id: ours(wallet).id, retryUnknown: false, asksFirst: false })
  ]
]

/** A wallet with a message that was not sent, and nothing under way. */
async function withFailedMessage(): Promise<OpenWallet> {
  const wallet = ready()
  wallet.node.generate = () => ({ ok: true, value: ownInvoice.text })
  send(wallet)
  await answer(wallet, { kind: 'failed', code: 'no-route', text: '' })
  return wallet
}

const requests = ({ node }: OpenWallet) => node.pays.length + node.sends.length + node.generated.length

describe.each([
  ['within the limits', 10_000n],
  ['above the limits', 0n]
])('a page that shows another node than the active one, %s', (_where, clickLimitSat) => {
  it.each(SPENDING)('%s only after it shows the active one, and is told why', async (_what, order) => {
    const wallet = await withFailedMessage()
    wallet.limits.clickLimitSat = sat(clickLimitSat)
    const page = clicks(wallet)
    const before = requests(wallet)
    expect(await order(page, wallet, BEFORE)).toMatchObject({ ok: false, error: { code: 'other-node' } })
    expect(page.asked).toEqual([])
    expect(requests(wallet)).toBe(before)
    expect(await order(page, wallet, ACTIVE.id)).toMatchObject({ ok: true })
    expect(requests(wallet)).toBeGreaterThan(before)
  })
})

describe('the contract', () => {
  it.each([
    ['pay.send', calls.pay.send, { invoice: invoice.text, expectedAmountMsat: 2_500_000n }],
    ['inbox.send', calls.inbox.send, { draftId: draftId(7), pubkey: MIRA, text: 'hello', maxCostSat: 1n }],
    [
      'inbox.requestPayment',
      calls.inbox.requestPayment,
      { draftId: draftId(8), pubkey: MIRA, amountSat: 1n, memo: '', maxCostSat: 1n }
    ],
    ['inbox.resend', calls.inbox.resend, { id: 'message-2', retryUnknown: false }]
  ])('requires in %s the node, and whether the button only asks', (_name, { args }, order) => {
    const node = ACTIVE.id
    for (const asksFirst of [true, false]) {
      expect(v.is(args, { ...order, asksFirst })).toBe(false)
      expect(v.parse(args, { ...order, node, asksFirst })).toMatchObject({ node, asksFirst })
    }
    for (const asksFirst of [undefined, 'yes', 1, null])
      expect(v.is(args, { ...order, node, asksFirst })).toBe(false)
    expect(v.is(args, { ...order, node })).toBe(false)
  })
})
