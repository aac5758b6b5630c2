import type {
  CheckFailureCode,
  CheckFinding,
  Payment,
  PaymentFailureCode,
  PaymentUnknownCode,
  ProofState
} from '../domain/payment'
import type { IpcErrorCode } from '../ipc/spec'
import { ipcErrorMessage, isIpcErrorCode } from './ipc'
import type { PayContext } from './pay'
import type { UserMessage } from './user-message'

/** A payment that certainly did not happen. */
export const paymentFailureMessage: Record<PaymentFailureCode, (context: PayContext) => UserMessage> = {
  'no-route': ({ payee }) => ({
    title: 'Not paid',
    what: `The node found no route to ${payee}.`,
    money: 'No money left your wallet.',
    next: 'Try again in a minute, or ask for a new invoice.'
  }),
  'rejected-by-payee': ({ payee }) => ({
    title: 'Not paid',
    what: `${payee} rejected the payment. The invoice may be cancelled, or already paid by someone else.`,
    money: 'No money left your wallet.',
    next: 'Ask the payee for a new invoice.'
  }),
  'too-little-balance': ({ amount }) => ({
    title: 'Not paid',
    what: `Your node cannot send ${amount} at the moment: its channels hold too little.`,
    money: 'No money left your wallet.',
    next: 'Add funds to your node’s channels, or pay a smaller invoice.'
  }),
  'timed-out': ({ payee }) => ({
    title: 'Not paid',
    what: `The node ran out of time before it reached ${payee}.`,
    money: 'No money left your wallet.',
    next: 'Try again in a minute.'
  }),
  'gave-up': () => ({
    title: 'Not paid',
    what: 'The node gave up on the payment without a reason. The payee may have cancelled it, the balance may be too low, or there is no route.',
    money: 'No money left your wallet.',
    next: 'Check what you can send, then try again or ask for a new invoice.'
  }),
  'may-not-pay': () => ({
    title: 'Not paid',
    what: 'Your node is not allowed to make payments: its access to LND (the macaroon) lacks that permission.',
    money: 'No money left your wallet.',
    next: 'Give the node a macaroon that may send payments, then try again.'
  }),
  expired: () => ({
    title: 'Not paid',
    what: 'The invoice expired before the payment got there.',
    money: 'No money left your wallet.',
    next: 'Ask the payee for a new invoice.'
  }),
  'refused-by-node': () => ({
    title: 'Not paid',
    what: 'The node refused the payment.',
    money: 'No money left your wallet.',
    next: 'Read the node’s answer under Details, then try again or ask for a new invoice.'
  }),
  'not-sent': () => ({
    title: 'Not paid',
    what: 'The connection was down before the request could leave.',
    money: 'No money left your wallet.',
    next: 'Try again when the wallet is connected.'
  }),
  'not-begun': () => ({
    title: 'Not paid',
    what: 'The node never started this payment, and the invoice has since expired, so it can no longer start.',
    money: 'No money left your wallet.',
    next: 'Ask the payee for a new invoice.'
  }),
  'other-amount': ({ amount }) => ({
    title: 'Not paid',
    what: `Another program or wallet has paid this invoice through your node, with an amount other than ${amount}.`,
    money: 'No money left your wallet.',
    next: 'If you still owe something, ask the payee for a new invoice.'
  }),
  'key-refused': () => ({
    title: 'Not paid',
    what: 'The node refused the API key.',
    money: 'No money left your wallet.',
    next: 'Enter the key again in Settings, then try again.'
  })
}

/** In place of the button of an invoice in a message, once it cannot be paid any more or is being paid. */
export function noButtonText({ state, failure }: Pick<Payment, 'state' | 'failure'>): string {
  if (state === 'sending') return 'Continues when the window is closed'
  if (state !== 'failed') return ''
  // Its hash was paid with another amount, so perhaps nothing is owed.
  return failure === 'other-amount' ? 'See Details before you pay anything else' : 'Ask for a new invoice'
}

/**
 * A failure until it is known what the fee would be, because the next step depends on it. `sendable`: what the node
 * reports that it can send, formatted. The message that follows begins with the same words and has about as many lines.
 */
export function feeAskedMessage(
  failure: UserMessage,
  sendable: { readonly node: string; readonly canSend: string } | undefined
): UserMessage {
  const what =
    sendable === undefined ? {} : { what: `${sendable.node} can send ${sendable.canSend} right now.` }
  return { ...failure, ...what, next: 'The node is looking up the fee.' }
}

/** The same as `no-route` if the node knows a route above the largest fee. The amounts are formatted. */
export function tooExpensiveMessage(payee: string, largestFee: string, estimate: string): UserMessage {
  return {
    title: 'Not paid',
    what: `The node found no route to ${payee} for your largest fee of ${largestFee}. It knows one that costs about ${estimate}.`,
    money: 'No money left your wallet.',
    next: 'Allow more for this one payment, or wait and try again.'
  }
}

/** The same as `too-little-balance` if the node reports what it can send. The amounts are formatted. */
export function tooLittleMessage(facts: {
  readonly node: string
  readonly canSend: string
  readonly short: string
  readonly feeKnown: boolean
  /** Another saved node could send enough when the wallet was last connected to it. */
  readonly otherPayer: boolean
}): UserMessage {
  const fee = facts.feeKnown ? 'with the fee' : 'before the fee'
  return {
    title: 'Not paid',
    what: `${facts.node} can send ${facts.canSend} right now, which is ${facts.short} short ${fee}.`,
    money: 'No money left your wallet.',
    next: facts.otherPayer
      ? 'Pay from another node of yours, or receive something first.'
      : 'Receive something first, then try again.'
  }
}

/** What to do while a payment is held, which can take days. */
export const HELD_ADVICE =
  'Closing the window changes nothing. Do not pay another invoice for the same thing yet.'

const unknown =
  (what: string, next = '') =>
  ({ amount }: PayContext): UserMessage => ({
    title: 'Outcome unknown',
    what,
    money: `Count ${amount} as spent until this is settled.`,
    next
  })

/** A payment with an unknown outcome. Never called failed. */
export const paymentUnknownMessage: Record<PaymentUnknownCode, (context: PayContext) => UserMessage> = {
  deadline: unknown('The node did not answer in time. The payment may have gone through, or still may.'),
  'connection-broke': unknown(
    'The connection broke after the request left. The payment may have gone through, or still may.'
  ),
  'wallet-stopped': unknown(
    'The wallet stopped while the payment was under way. It may have gone through, or still may.'
  ),
  'answer-unreadable': unknown(
    'The wallet could not read the node’s answer. The payment may have gone through, or still may.'
  ),
  'still-in-flight': ({ amount }) => ({
    title: 'Not settled yet',
    what: 'The node says that the payment is under way. The payee, or a node on the route, may be holding it.',
    money: `Count ${amount} as spent until this is settled.`,
    next: HELD_ADVICE
  }),
  'node-unclear': unknown('The node’s answer says neither paid nor failed.')
}

/** Shown beside the retry of a payment with an unknown outcome. */
export const RETRY_TEXT =
  'The node refuses to pay one invoice twice. If the first attempt failed, a retry really pays.'

/** While a payment is under way. */
export const SENDING_TEXT =
  'Closing the window does not stop it. The node looks for a route for up to 3 minutes; a payee can hold the payment longer.'

/** While a payment is under way for longer than a route takes. */
export const HELD_TEXT = 'The payee, or a node on the way, is holding this payment.'

/** What the proof of a settled payment is worth. */
export const proofMessage: Record<ProofState, string> = {
  verified: 'Proof verified: the preimage hashes to the payment hash.',
  unavailable: 'The node says it is paid, but gave no proof.',
  mismatch:
    'The node says it is paid, but its proof does not belong to this invoice. The money may be gone without a valid receipt. Keep this record and ask the payee and the node’s operator before you pay again.'
}

const checkFailureWords: Record<CheckFailureCode, string> = {
  'not-found': 'The record of this payment is gone.',
  'not-connected': 'Not connected. Check again when the connection is back.',
  'node-cannot-tell': 'This node cannot report what became of a payment. Ask the payee whether it arrived.',
  'node-silent': 'No answer from the node. Check again in a while.',
  'list-unreadable':
    'The node’s list of payments is too long for the wallet to read. Ask the payee whether the payment arrived.'
}

/** The result of the last check if the outcome is still unknown. `at` is the time of the check. */
export function checkFindingText(finding: CheckFinding, at: string): string | undefined {
  switch (finding) {
    case 'settled':
    case 'failed':
      return undefined
    case 'in-flight':
      return `Checked at ${at}: the payment is still under way. Check again later.`
    case 'not-known':
      return `Checked at ${at}: the node does not know this payment. The request may still be on its way to it, so the wallet asks again until the invoice has expired.`
    case 'no-trace':
      return `Checked at ${at}: the node does not know this payment. The invoice has expired, so it can no longer be paid. The node cannot tell whether it was paid before, because its records may have been deleted since. Ask the payee whether it arrived.`
    case 'not-listed':
      return `Checked at ${at}: the node does not list this payment. That proves nothing: it may be under way, or it may have failed. Ask the payee whether it arrived.`
    case 'beyond-list':
      return `Checked at ${at}: the node’s list of payments does not reach this far, so it cannot tell. Ask the payee whether it arrived.`
  }
}

/** Why a check brought no result. A check moves no money, so the text does not mention any. */
export function checkProblemText(code: CheckFailureCode | IpcErrorCode): string {
  if (!isIpcErrorCode(code)) return checkFailureWords[code]
  const { title, next } = ipcErrorMessage[code]
  return `${title}. ${next}`
}
