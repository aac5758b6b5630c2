import { expect } from 'vitest'
import { oneAtATime } from '../../../../../src/main/ipc/consent'
import { inboxHandlers } from '../../../../../src/main/ipc/handlers/inbox'
import { payHandlers } from '../../../../../src/main/ipc/handlers/pay'
import type { ConsentQuestion } from '../../../../../src/shared/domain/consent'
import type { MessageId, NodeId, PaymentHash } from '../../../../../src/shared/domain/ids'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import type { Payment } from '../../../../../src/shared/domain/payment'
import { msat, type Msat } from '../../../../../src/shared/money'
import { ok } from '../../../../../src/shared/result'
import { settle } from '../../../../support/fakes/fake-clock'
import { makeInvoice, type MadeInvoice } from '../../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'
import type { PayAnswer } from '../../../../../src/main/node-client/api'

/** The node that is active in these tests. */
export const ACTIVE = { id: 'a' as NodeId, name: 'alice' }
const AMOUNT = msat(2_500_000n)

/** What a node offers that tracks payments. */
export const TRACKS = { ...NO_CAPABILITIES, extension: true }

export function ready(capabilities = NO_CAPABILITIES): OpenWallet {
  const wallet = openWallet()
  wallet.node.becomeReady(capabilities)
  return wallet
}

export function send(
  { session }: OpenWallet,
  invoice: MadeInvoice,
  args: {
    readonly expectedAmountMsat?: Msat
    readonly largestFeeMsat?: Msat
    readonly confirmed?: boolean
    readonly retryUnknown?: boolean
    readonly messageId?: MessageId
  } = {}
) {
  const result = session.pay.send({
    invoice: invoice.text,
    expectedAmountMsat: AMOUNT,
    confirmed: false,
    retryUnknown: false,
    messageId: undefined,
    ...args
  })
  if (result instanceof Promise) throw new Error('send must not wait')
  return result
}

/** The calls of the page, with the questions that main asks. Answers each with yes unless told otherwise. */
export function clicks(wallet: OpenWallet, answer: () => boolean = () => true) {
  const asked: ConsentQuestion[] = []
  const ask = oneAtATime((question) => {
    asked.push(question)
    return Promise.resolve(answer())
  })
  const pay = payHandlers(
    () => wallet.session,
    () => Promise.resolve(''),
    ask,
    () => ACTIVE
  )
  const inbox = inboxHandlers(
    () => wallet.session,
    () => Promise.resolve(ok(false)),
    ask,
    () => ACTIVE
  )
  return { asked, pay, inbox }
}

export function payment({ session }: OpenWallet, paymentHash: PaymentHash): Payment {
  const details = session.activity.details({ key: `p:${paymentHash}` })
  if (details instanceof Promise || !details.ok || details.value.kind !== 'payment')
    throw new Error('no payment')
  return details.value.payment
}

/** Pays one invoice and lets the node answer. */
export async function payAndAnswer(
  answer: PayAnswer,
  wallet = ready(),
  invoice = makeInvoice()
): Promise<OpenWallet> {
  expect(send(wallet, invoice).ok).toBe(true)
  wallet.node.pays.at(-1)?.answer(answer)
  await settle()
  return wallet
}

export const UNKNOWN: PayAnswer = {
  kind: 'unknown',
  code: 'deadline',
  text: 'Deadline exceeded',
  said: 'connection'
}
