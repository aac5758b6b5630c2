import type { DemoNode } from '../../../../src/node/backends/demo'
import type { PaymentHash } from '../../../../src/shared/domain/ids'
import type { Msat } from '../../../../src/shared/money'

/** What all nodes together did for one payment hash, by their ledgers and call logs. */
export interface Books {
  /** How often money left for good, summed over all nodes. */
  readonly executions: number
  readonly isKnown: boolean
  readonly isPaid: boolean
  readonly isInFlight: boolean
  readonly amountMsat: Msat | undefined
  readonly preimage: string | undefined
  /** PayInvoice calls that reached a node, for any invoice with this hash. */
  readonly requests: number
}

/** `invoices`: every invoice with this hash, in lower case. */
export function readBooks(
  nodes: readonly DemoNode[],
  paymentHash: PaymentHash,
  invoices: readonly string[]
): Books {
  const entries = nodes.flatMap(({ ledger }) => ledger.payments.byHash(paymentHash) ?? [])
  const paid = entries.find(({ state }) => state === 'succeeded')
  return {
    executions: entries.reduce((sum, { executions }) => sum + executions, 0),
    isKnown: entries.length > 0,
    isPaid: paid !== undefined,
    isInFlight: entries.some(({ state }) => state === 'in-flight'),
    amountMsat: paid?.amountMsat,
    preimage: paid?.preimage,
    requests: nodes.reduce((sum, node) => sum + requestsFor(node, invoices), 0)
  }
}

export function requestsFor(node: DemoNode, invoices: readonly string[]): number {
  return node.calls
    .of('PayInvoice')
    .filter(({ request }) => 'invoice' in request && invoices.includes(String(request.invoice).toLowerCase()))
    .length
}
