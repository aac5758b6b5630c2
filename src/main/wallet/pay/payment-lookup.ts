import { decodeInvoice } from '../../../shared/bolt11'
import type { Millis, PaymentHash } from '../../../shared/domain/ids'
import type {
  CheckFinding,
  LatestReturn,
  LookupFailureCode,
  Payment,
  PaymentFailureCode,
  PaymentState
} from '../../../shared/domain/payment'
import type { Msat } from '../../../shared/money'
import { fail, ok, type Result } from '../../../shared/result'
import { failureReason } from '../../node-client/certain-failures'
import type { TrackedPayment } from '../../node-client/api'
import type { Store } from '../../store/store'
import type { WalletNode } from '../node'

/**
 * What a node reports about one payment, without paying. `failed` and `in-flight` need a node that tracks payments. A
 * payment that is missing in the list of the second generation may be under way, may have failed, or may be beyond the
 * end of the list.
 */
export type PaymentReport =
  | {
      readonly kind: 'settled'
      readonly preimage: string
      readonly feeMsat?: Msat | undefined
      /** By the node's clock. */
      readonly paidAt?: Millis | undefined
    }
  | { readonly kind: 'failed'; readonly code: PaymentFailureCode; readonly text: string }
  | { readonly kind: 'in-flight'; readonly latestReturn?: LatestReturn | undefined }
  | { readonly kind: 'not-known' }
  | { readonly kind: 'no-trace' }
  | { readonly kind: 'not-listed' }
  | { readonly kind: 'beyond-list' }

export type PaymentReports = ReadonlyMap<PaymentHash, PaymentReport>

/**
 * LND refuses an expired invoice before it sends anything. The node's clock may be this far behind ours. Milliseconds.
 */
const EXPIRY_MARGIN_MS = 10 * 60_000
/** A request under way reaches its node within this time after it was sent, or never. Milliseconds. */
const REQUEST_DELAY_MS = 60_000

/** Whether the node has a call that reports on payments without sending anything. */
export const canLookUp = ({ capabilities }: WalletNode): boolean =>
  capabilities.extension || capabilities.listPayments

/** The node that is asked, and the journal that its reports are compared with. */
export interface Lookup {
  readonly node: WalletNode
  readonly store: Store
  readonly now: Millis
}

/**
 * Asks the node about payments by calls that only read. A payment that the node reports nothing about is missing in the
 * result.
 */
export async function lookUpPayments(
  lookup: Lookup,
  payments: readonly Payment[]
): Promise<Result<PaymentReports, LookupFailureCode>> {
  const { node } = lookup
  if (!node.ready) return fail('not-connected')
  if (node.capabilities.extension) return trackPayments(lookup, payments)
  if (node.capabilities.listPayments) return findInList(node, payments)
  return fail('node-cannot-tell')
}

async function trackPayments(
  lookup: Lookup,
  payments: readonly Payment[]
): Promise<Result<PaymentReports, LookupFailureCode>> {
  const answers = await Promise.all(
    payments.map(async (payment) => {
      const answer = await lookup.node.calls.trackPayment(payment.paymentHash)
      return { payment, answer: answer.ok ? ok(await reportOf(payment, answer.value, lookup)) : answer }
    })
  )
  const reports = new Map<PaymentHash, PaymentReport>()
  for (const { payment, answer } of answers) {
    if (answer.ok) reports.set(payment.paymentHash, answer.value)
    else if (payments.length === 1) return fail(lookupFailure(answer.error.code))
  }
  return ok(reports)
}

/** What the node's response proves about the attempts of this wallet. */
async function reportOf(payment: Payment, tracked: TrackedPayment, lookup: Lookup): Promise<PaymentReport> {
  const { now } = lookup
  switch (tracked.state) {
    case 'succeeded':
      return isOfOtherAmount(payment, tracked.amountMsat)
        ? { kind: 'failed', code: 'other-amount', text: '' }
        : {
            kind: 'settled',
            preimage: tracked.preimage,
            feeMsat: tracked.feeMsat,
            paidAt: tracked.succeededAt
          }
    case 'in-flight':
      return { kind: 'in-flight', latestReturn: tracked.latestReturn }
    case 'failed': {
      // The attempt that failed may be the one before a retry whose request has not arrived yet.
      const isOlder = payment.attempts > 1 && now - payment.sentAt < REQUEST_DELAY_MS
      if (isOlder) return { kind: 'not-known' }
      return { kind: 'failed', code: failureReason(tracked.text), text: tracked.text }
    }
    case 'unknown':
      // Our request may still be under way, unless the node would refuse it by now.
      if (now - payment.expiresAt <= EXPIRY_MARGIN_MS) return { kind: 'not-known' }
      return (await remembers(lookup, payment))
        ? { kind: 'failed', code: 'not-begun', text: '' }
        : { kind: 'no-trace' }
  }
}

/**
 * Whether the node paid the invoice with an amount that another program chose. A node pays one payment hash once. The
 * receipt of an invoice that names its amount is valid in any case.
 */
function isOfOtherAmount({ invoice, amountMsat }: Payment, paid: Msat): boolean {
  const decoded = decodeInvoice(invoice)
  return decoded.ok && decoded.value.amountMsat === undefined && paid > 0n && paid !== amountMsat
}

/**
 * Whether the node's records go back further than this payment: it still knows an earlier one that it proved. LND's
 * payments can be deleted, and a node restored from its seed has none. It then does not know payments that it made.
 */
async function remembers({ node, store }: Lookup, { paymentHash }: Payment): Promise<boolean> {
  const earlier = store.isOpen ? store.payments.provenBefore(paymentHash) : undefined
  if (earlier === undefined) return false
  const answer = await node.calls.trackPayment(earlier)
  return answer.ok && answer.value.state === 'succeeded'
}

async function findInList(
  node: WalletNode,
  payments: readonly Payment[]
): Promise<Result<PaymentReports, LookupFailureCode>> {
  const listed = await node.calls.listSettledPayments()
  if (!listed.ok) return fail(lookupFailure(listed.error.code))
  const { payments: entries, mayBeCut } = listed.value
  const settled = new Map(entries.map((entry) => [entry.paymentHash, entry.preimage]))
  return ok(
    new Map(
      payments.map(({ paymentHash }): [PaymentHash, PaymentReport] => {
        const preimage = settled.get(paymentHash)
        if (preimage !== undefined) return [paymentHash, { kind: 'settled', preimage }]
        return [paymentHash, { kind: mayBeCut ? 'beyond-list' : 'not-listed' }]
      })
    )
  )
}

function lookupFailure(code: string): LookupFailureCode {
  switch (code) {
    case 'not-connected':
      return 'not-connected'
    case 'bad-response':
      return 'list-unreadable'
    default:
      return 'node-silent'
  }
}

/** The finding of a check if the outcome is already known. */
export function findingOf(state: Exclude<PaymentState, 'unknown'>): CheckFinding {
  switch (state) {
    case 'sending':
      return 'in-flight'
    case 'succeeded':
      return 'settled'
    case 'failed':
      return 'failed'
  }
}
