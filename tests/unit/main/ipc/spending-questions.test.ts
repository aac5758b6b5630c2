import { describe, expect, it } from 'vitest'
import type { ConsentQuestion } from '../../../../src/shared/domain/consent'
import type { NodeId } from '../../../../src/shared/domain/ids'
import { senderOf } from '../../../../src/shared/domain/sender'
import { msat, sat } from '../../../../src/shared/money'
import { inboxHandlers } from '../../../../src/main/ipc/handlers/inbox'
import { payHandlers } from '../../../../src/main/ipc/handlers/pay'
import { NO_CAPABILITIES } from '../../../../src/shared/domain/node'
import { ok } from '../../../../src/shared/result'
import { makeInvoice, pubkeyOf } from '../../../support/fixtures/make-invoice'
import { openWallet } from '../../../support/fakes/open-wallet'

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
  const asked: ConsentQuestion[] = []
  const ask = (question: ConsentQuestion) => {
    asked.push(question)
    return Promise.resolve(false)
  }
  const current = () => wallet.session
  return {
    asked,
    inbox: inboxHandlers(current, () => Promise.resolve(ok(false)), ask),
    pay: payHandlers(
      current,
      () => Promise.resolve(''),
      ask,
      () => ({ id: 'a' as NodeId, name: 'kitchen' })
    )
  }
}

describe('the question before money is spent', () => {
  it('names the payee by enough of its key', async () => {
    const { pay, asked } = handlers()
    const { text } = makeInvoice({ payee: 'Mira' })
    await pay.send({ invoice: text, expectedAmountMsat: msat(2_500_000n), retryUnknown: false })
    expect(asked).toMatchObject([
      {
        ...{ about: 'payment', payee: MIRA_SHOWN, from: 'kitchen' },
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
      draftId: '00000000-0000-4000-8000-000000000000',
      pubkey: senderOf(MIRA, claimed),
      text: 'hello',
      replyToId: undefined,
      maxCostSat: sat(5n)
    })
    expect(asked).toMatchObject([{ about: 'message', recipient: MIRA_SHOWN, largestFeeSat: 50n }])
  })
})
