import type { DemoNode } from '../../../src/demo-node'
import type { PaymentHash } from '../../../src/shared/domain/ids'
import type { Payment } from '../../../src/shared/domain/payment'

export type Fault =
  'double-payment' | 'missing-from-journal' | 'wrong-state' | 'silent-resend' | 'wrong-proof'

export interface Violation {
  readonly fault: Fault
  readonly detail: string
}

/** Compares what the wallet believes about a payment with the node's own books. */
export function judge(
  node: DemoNode,
  paymentHash: PaymentHash,
  journal: Payment | undefined,
  given: {
    /** Nothing is in flight or held back any more: what is final stays final. */
    readonly settled: boolean
    /** How often the wallet was allowed to ask the node to pay this invoice. */
    readonly requestsAllowed: number
    readonly expectAlarm: boolean
    readonly paidElsewhere: boolean
  }
): Violation[] {
  const ledger = node.ledger.payments.byHash(paymentHash)
  const requests = node.calls
    .all()
    .filter(({ method, request }) => method === 'PayInvoice' && names(request, ledger?.bolt11))
  const violations: Violation[] = []
  const fault = (kind: Fault, detail: string) => void violations.push({ fault: kind, detail })
  const seen = `journal ${journal?.state ?? 'empty'}, ledger ${ledger?.state ?? 'empty'}`

  if ((ledger?.executions ?? 0) > 1) fault('double-payment', `${ledger?.executions} executions`)
  if (ledger !== undefined && journal === undefined && !given.paidElsewhere)
    fault('missing-from-journal', seen)
  if (journal?.state === 'succeeded' && ledger?.state !== 'succeeded') fault('wrong-state', seen)
  if (journal?.state === 'failed' && ledger !== undefined && ledger.state !== 'failed')
    fault('wrong-state', seen)
  if (given.settled && journal?.state === 'sending') fault('wrong-state', seen)
  if (requests.length > given.requestsAllowed) {
    fault('silent-resend', `${requests.length} requests, ${given.requestsAllowed} allowed`)
  }
  if (journal?.proof === 'verified' && journal.preimage !== ledger?.preimage)
    fault('wrong-proof', 'not the preimage')
  if (given.expectAlarm !== (journal?.proof === 'mismatch'))
    fault('wrong-proof', journal?.proof ?? 'no alarm')
  return violations
}

function names(request: object, invoice: string | undefined): boolean {
  return 'invoice' in request && request.invoice === invoice
}
