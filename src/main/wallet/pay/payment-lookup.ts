import type { PaymentHash } from '../../../shared/domain/ids'
import type { LookupFailureCode, PaymentFailureCode } from '../../../shared/domain/payment'
import { fail, ok, type Result } from '../../../shared/result'
import type { WalletNode } from '../node'

/**
 * What a node says of one payment when it is asked without paying.
 *
 * `failed` and `in-flight` need a node that can track a payment; the list of the second generation gives neither: what is
 * missing in it may be under way, may have failed, or may be beyond its end.
 */
export type PaymentReport =
  | { readonly kind: 'settled'; readonly preimage: string }
  | { readonly kind: 'failed'; readonly code: PaymentFailureCode; readonly text: string }
  | { readonly kind: 'in-flight' }
  | { readonly kind: 'not-listed' }
  | { readonly kind: 'beyond-list' }

export type PaymentReports = ReadonlyMap<PaymentHash, PaymentReport>

/** Whether the node has any call that reports on payments without sending anything. */
export const canLookUp = ({ capabilities }: WalletNode): boolean => capabilities.listPayments

/**
 * Asks the node about payments, by calls that only read. A further source of truth is chosen here, before the list: it
 * must answer for each payment that it is asked about.
 */
export async function lookUpPayments(
  node: WalletNode,
  paymentHashes: readonly PaymentHash[]
): Promise<Result<PaymentReports, LookupFailureCode>> {
  if (!node.ready) return fail('not-connected')
  if (!canLookUp(node)) return fail('node-cannot-tell')
  const listed = await node.listSettledPayments()
  if (!listed.ok) return fail(listFailure(listed.error.code))
  const { payments, mayBeCut } = listed.value
  const settled = new Map(payments.map((entry) => [entry.paymentHash, entry.preimage]))
  return ok(
    new Map(
      paymentHashes.map((paymentHash): [PaymentHash, PaymentReport] => {
        const preimage = settled.get(paymentHash)
        if (preimage !== undefined) return [paymentHash, { kind: 'settled', preimage }]
        return [paymentHash, { kind: mayBeCut ? 'beyond-list' : 'not-listed' }]
      })
    )
  )
}

function listFailure(code: string): LookupFailureCode {
  switch (code) {
    case 'not-connected':
      return 'not-connected'
    case 'bad-response':
      return 'list-unreadable'
    default:
      return 'node-silent'
  }
}
