import { describe, expect, it } from 'vitest'
import { senderOf } from '../../../../src/shared/domain/sender'
import { msat, sat } from '../../../../src/shared/money'
import { NO_CAPABILITIES } from '../../../../src/shared/domain/node'
import { makeInvoice, pubkeyOf } from '../../../support/fixtures/make-invoice'
import { openWallet } from '../../../support/fakes/open-wallet'
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
  return clicks(wallet, () => false)
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
})
