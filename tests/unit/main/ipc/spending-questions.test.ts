import { describe, expect, it } from 'vitest'
import { senderOf } from '../../../../src/shared/domain/sender'
import { msat, sat } from '../../../../src/shared/money'
import { NO_CAPABILITIES } from '../../../../src/shared/domain/node'
import { makeInvoice, pubkeyOf } from '../../../support/fixtures/make-invoice'
import { openWallet } from '../../../support/fakes/open-wallet'
import { answer, ours, send } from '../wallet/inbox/outbox-setup'
import { ACTIVE, clicks } from '../wallet/pay/pay-setup'

const MIRA = pubkeyOf('Mira')
/** Six hex digits after the prefix byte and the last six: nobody finds another key with these in seconds. */
const MIRA_SHOWN = `${MIRA.slice(0, 8)}…${MIRA.slice(-6)}`

function handlers() {
  const wallet = openWallet()
  wallet.node.becomeReady({
    ...NO_CAPABILITIES,
    ...{ sendMessage: true, extension: true, limitsMessageFees: true }
  })
  wallet.limits.clickLimitSat = sat(0n)
  return { wallet, ...clicks(wallet, () => false) }
}

describe('the question before money is spent', () => {
  it('names the payee by enough of its key', async () => {
    const { pay, asked } = handlers()
    const { text } = makeInvoice({ payee: 'Mira' })
    await pay.send({
      ...{ node: ACTIVE.id, invoice: text, expectedAmountMsat: msat(2_500_000n), retryUnknown: false }
    })
    expect(asked).toMatchObject([
      {
        ...{ about: 'payment', payee: MIRA_SHOWN, from: ACTIVE.name },
        verdict: { reason: 'above-click-limit', limitSat: 0n }
      }
    ])
  })

  it.each([
    ['proven', false],
    ['claimed', true]
  ])('names the key that a message to a %s sender goes to', async (_how, claimed) => {
    const { inbox, asked } = handlers()
    await inbox.send({
      node: ACTIVE.id,
      draftId: '00000000-0000-4000-8000-000000000000',
      pubkey: senderOf(MIRA, claimed),
      text: 'hello',
      replyToId: undefined,
      maxCostSat: sat(5n)
    })
    expect(asked).toMatchObject([{ about: 'message', recipient: MIRA_SHOWN, largestFeeSat: 50n }])
  })

  it('names the cost and the largest fee of the rest of a message, although the whole message counts', async () => {
    const { wallet, inbox, asked } = handlers()
    const rest = 'part 4 of 5: Failed payment: FAILURE_REASON_NO_ROUTE'
    wallet.limits.clickLimitSat = sat(55n)
    send(wallet, 'x'.repeat(4_500))
    await answer(wallet, { kind: 'unknown', code: 'part-failed', text: rest, said: 'node' })
    // The rest alone, 2 sats and 20 sats of fees, is within this limit. The whole message, 5 and 50, is not.
    wallet.limits.clickLimitSat = sat(54n)
    await inbox.resend({ node: ACTIVE.id, id: ours(wallet).id, retryUnknown: true })
    expect(asked).toMatchObject([{ about: 'message', amountSat: 2n, wholeSat: 5n, largestFeeSat: 20n }])
    expect(wallet.node.sends).toHaveLength(1)
  })
})
