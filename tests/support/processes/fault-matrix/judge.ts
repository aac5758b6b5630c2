import type { Payment } from '../../../../src/shared/domain/payment'
import type { Books } from './books'

export type Violation =
  | 'double-payment'
  | 'missing-from-journal'
  | 'wrong-state'
  | 'wrong-amount'
  | 'silent-resend'
  | 'wrong-proof'
  | 'paid-again'
  | 'lost-message'
  | 'doubled-message'
  | 'stuck'

export interface Finding {
  readonly violation: Violation
  readonly detail: string
}

/** Compares what the wallet believes about a payment with the books of all nodes. */
export function judge(
  books: Books,
  journals: readonly (Payment | undefined)[],
  given: {
    /** No payment is in flight or held any more, so no state may change. */
    readonly settled: boolean
    /** The number of requests to pay that the person allowed. */
    readonly requestsAllowed: number
    readonly expectAlarm: boolean
    /** The wallet may have no row of it, because another program paid or the records were removed. */
    readonly mayBeMissing: boolean
  }
): Finding[] {
  const findings: Finding[] = []
  const find = (violation: Violation, detail: string) => void findings.push({ violation, detail })
  const rows = journals.filter((row) => row !== undefined)
  const states = rows.map(({ state }) => state).join(', ')
  const money = books.isPaid ? 'paid' : books.isInFlight ? 'in flight' : 'not paid'
  const seen = `journal ${states || 'empty'}, ledgers ${money}`

  if (books.executions > 1) find('double-payment', `${books.executions} executions`)
  if (books.isKnown && rows.length === 0 && !given.mayBeMissing) find('missing-from-journal', seen)
  if (books.requests > given.requestsAllowed)
    find('silent-resend', `${books.requests} requests, ${given.requestsAllowed} allowed`)
  // A failed row stays failed if the person then paid through another node, which has its own row.
  const allFailed = rows.length > 0 && rows.every(({ state }) => state === 'failed')
  if (allFailed && (books.isPaid || books.isInFlight)) find('wrong-state', seen)
  for (const row of rows) {
    if (row.state === 'succeeded' && !books.isPaid) find('wrong-state', seen)
    if (row.state === 'sending' && given.settled) find('wrong-state', seen)
    if (row.state === 'succeeded' && books.isPaid && row.amountMsat !== books.amountMsat)
      find('wrong-amount', `journal ${row.amountMsat}, ledger ${books.amountMsat}`)
    if (row.proof === 'verified' && row.preimage !== books.preimage) find('wrong-proof', 'not the preimage')
    if (row.proof === 'mismatch' && !given.expectAlarm) find('wrong-proof', 'an alarm without a cause')
  }
  if (given.expectAlarm && !rows.some(({ proof }) => proof === 'mismatch')) find('wrong-proof', 'no alarm')
  return findings
}
