import type { NeverPaid, OtherAttempt, PayRefusal, PayVerdict } from '../domain/pay-card'
import { blocksAnotherPay, type PaymentState } from '../domain/payment'
import type { IpcErrorCode } from '../ipc/spec'
import { satToMsat, type Msat, type Sat } from '../money'
import { anotherQuestionOpen } from './consent'
import { ipcErrorMessage, isIpcErrorCode } from './ipc'
import type { UserMessage } from './user-message'

/** The details of a refusal, as far as they are known. Amounts and names are formatted text. */
export interface PayContext {
  readonly amount: string
  readonly payee: string
  /** The attempt that blocks this one. */
  readonly elsewhere?: OtherAttempt | undefined
  /** When that attempt was sent, as in `today at 10:25`. */
  readonly elsewhereAt?: string | undefined
  /** The earlier payment of another invoice with the same hash: `Thursday 19 November at 09:20, 9,300 sats to Riso Print Co-op: not paid.` */
  readonly otherInvoice?: string | undefined
}

/** How the earlier payment of another invoice ended, after a colon. */
export const otherInvoiceState: Record<PaymentState, string> = {
  sending: 'under way',
  succeeded: 'paid',
  failed: 'not paid',
  unknown: 'outcome unknown'
}

/** Why the wallet refuses to send, before anything reached the node. */
export const payRefusalMessage: Record<PayRefusal, (context: PayContext) => UserMessage> = {
  'not-an-invoice': () => ({
    title: 'This is not an invoice that can be paid',
    money: 'Nothing was sent.',
    next: 'Copy it again from where you got it.'
  }),
  'no-amount': () => ({
    title: 'This invoice names no amount',
    what: 'Your node can only pay invoices that do.',
    money: 'Nothing was sent.',
    next: 'Ask the payee for one with the amount in it.'
  }),
  expired: () => ({
    title: 'This invoice has expired',
    money: 'It can no longer be paid, and nothing was sent.',
    next: 'Ask the payee for a new one.'
  }),
  'other-network': () => ({
    title: 'This invoice is for another network',
    what: 'Your node is not on it.',
    money: 'Nothing was sent.',
    next: 'Ask for an invoice on your node’s network, or connect to a node on this one.'
  }),
  'own-invoice': () => ({
    title: 'This invoice is your own',
    what: 'Your node made it, and a node does not pay itself.',
    money: 'Nothing was sent.',
    next: 'Give it to the person who should pay you.'
  }),
  'already-paid': () => ({
    title: 'This invoice is already paid',
    money: 'Nothing was sent a second time.',
    next: 'You will find the payment and its proof in Activity.'
  }),
  'already-sending': () => ({
    title: 'This payment is under way',
    money: 'Nothing was sent a second time.',
    next: 'Wait for the outcome. It appears here.'
  }),
  'outcome-unknown': ({ amount }) => ({
    title: 'An earlier attempt has no known outcome',
    money: `Count ${amount} as spent until it is settled. Nothing was sent a second time.`,
    next: 'Check again first. Retry only after that.'
  }),
  'other-invoice-same-hash': ({ otherInvoice }) => ({
    title: 'Another invoice with this payment hash was tried before',
    what: `${otherInvoice === undefined ? '' : `${otherInvoice} `}An honest payee uses a new hash for every invoice. With an old one, someone else may be able to take the money, so the wallet does not pay it.`,
    money: 'Nothing was sent for this one.',
    next: 'Ask the payee for a new invoice.'
  }),
  'tried-elsewhere': ({ amount, elsewhere, elsewhereAt }) => {
    // Main refused before the page had the details.
    if (elsewhere === undefined)
      return {
        title: 'Another node of yours may have sent this',
        what: 'Your nodes know nothing of each other, so paying it here could pay it twice.',
        money: 'Nothing was sent now.',
        next: 'Look for it in the Activity of your other nodes.'
      }
    const sent = `${elsewhere.node} sent it${elsewhereAt === undefined ? '' : ` ${elsewhereAt}`}`
    return elsewhere.state === 'succeeded'
      ? {
          title: 'You already paid this through another node',
          what: `${sent}. One payment hash is one payment, whatever node it goes through.`,
          money: 'Nothing was sent a second time.',
          next: whereIsThePayment(elsewhere).paid
        }
      : {
          title: 'You already sent this through another node',
          what: `${sent}, and its outcome is unknown. Your nodes know nothing of each other, so paying it here could pay it twice.`,
          money: `Count ${amount} as spent until that is settled. Nothing was sent now.`,
          next: whereIsThePayment(elsewhere).unknown
        }
  },
  'amount-changed': () => ({
    title: 'The invoice has a different amount from the one shown',
    money: 'Nothing was sent.',
    next: 'Check the amount again, and pay only if it is right.'
  }),
  'no-fee-limit': () => ({
    title: 'The wallet can no longer set a largest fee',
    what: 'Your node does not offer that now, so the fee could be higher than you accepted.',
    money: 'Nothing was sent.',
    next: 'Check the connection status at the lower left, then try again.'
  }),
  'other-node': () => ({
    title: 'Another node is active now',
    what: 'When you clicked, the window still showed the node before.',
    money: 'Nothing was sent.',
    next: 'Check which node pays, then try again.'
  }),
  'needs-confirmation': ({ amount }) => ({
    title: 'This is above a spending limit',
    money: 'Nothing was sent.',
    next: `Confirm that you want to pay ${amount}.`
  }),
  'another-question-open': () => anotherQuestionOpen,
  'not-connected': () => ({
    title: 'Not connected to your node',
    money: 'Nothing was sent.',
    next: 'Pay when you are connected again. See the connection status at the lower left.'
  }),
  'store-failed': () => ({
    title: 'The payment could not be saved',
    what: 'The wallet sends nothing that it cannot save first.',
    money: 'Nothing was sent.',
    next: 'Check that the disk is not full, then try again.'
  })
}

/** Where to look at a payment that another node made, if it is paid and if its outcome is unknown. */
function whereIsThePayment(elsewhere: OtherAttempt): {
  readonly paid: string
  readonly unknown: string
} {
  if (elsewhere.nodeId !== undefined)
    return {
      paid: 'You will find the payment and its proof in the Activity of that node.',
      unknown: 'Switch to that node and check again there.'
    }
  if (elsewhere.erased)
    return {
      paid: 'The records of that node were erased, and its proof of this payment with them.',
      unknown:
        'The records of that node were erased, so the wallet can no longer check. Ask the payee whether the payment arrived.'
    }
  return {
    paid: 'That node is no longer saved. If you connect it again, its payment and proof are in Activity.',
    unknown:
      'That node is no longer saved. Connect it again and check there, or ask the payee whether the payment arrived.'
  }
}

/**
 * Beside a payee. A fact, not a warning. It speaks of the records, because other apps may pay through the same node, and
 * records can be lost or erased. `state`: of the payment of this invoice, which the fact does not count.
 */
export function neverPaidText(neverPaid: NeverPaid, state: PaymentState | undefined): string {
  const what = state !== undefined && blocksAnotherPay(state) ? 'No other payment' : 'No payment'
  return `${what} to it in this ${neverPaid === 'anywhere' ? 'wallet' : 'node'}’s records`
}

/** Why one click never pays an invoice. `name`: see `InvoiceSender.unprovenName`. */
export function unprovenSenderText(name: string): string {
  return name === ''
    ? 'Nothing says who sent this.'
    : `Nothing proves that this came from ${name}. Anyone can write that name.`
}

/** Why main asks before it pays `amountMsat`. `amount` formats an amount. */
export function confirmReasonText(
  verdict: Extract<PayVerdict, { kind: 'confirm' }>,
  amountMsat: Msat,
  amount: (sats: Sat) => string
): string {
  switch (verdict.reason) {
    case 'unverified-sender':
      return 'An invoice from an unverified sender is never paid with one click.'
    case 'other-records-unreadable':
      return `The records of ${verdict.nodes.join(', ')} cannot be read. If this invoice was tried there, paying it here may pay twice.`
    case 'above-click-limit':
      return verdict.limitSat === 0n
        ? 'You chose to confirm every payment.'
        : `${amountMsat <= satToMsat(verdict.limitSat) ? 'With its fee, this' : 'This'} is above your one-click limit of ${amount(verdict.limitSat)}.`
    case 'above-day-limit':
      return `This would take one-click payments past your limit of ${amount(verdict.limitSat)} in 24 hours.`
  }
}

/** The message for any failure code of a payment call. */
export function invoiceProblemMessage(code: PayRefusal | IpcErrorCode, context: PayContext): UserMessage {
  return isIpcErrorCode(code) ? ipcErrorMessage[code] : payRefusalMessage[code](context)
}
