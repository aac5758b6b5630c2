import { readCallError } from '../../src/main/node-client/grpc/call-error'
import { payFailure } from '../../src/main/node-client/status-mapping'
import type { BareClient } from '../contract/node/bare-client'
import { sha256 } from './support'

/** What a wallet believes of a payment. */
export type Outcome = 'succeeded' | 'failed' | 'unknown'

/** A payment that a client of the node makes. */
export interface Attempt {
  readonly kind: 'plain' | 'settled' | 'cancelled' | 'unpayable'
  readonly invoice: string
  readonly paymentHash: string
  outcome: Outcome
  /** Whether LND itself lost the payment, so that its outcome stays unknown. */
  lost: boolean
}

/** Pays through the node, and reads the outcome as the wallet does. `deadline`: milliseconds since 1970. */
export async function pay(client: BareClient, attempt: Attempt, deadline: number): Promise<void> {
  try {
    const { preimage } = await client.call('PayInvoice', { invoice: attempt.invoice }, { deadline })
    attempt.outcome = sha256(preimage) === attempt.paymentHash ? 'succeeded' : 'unknown'
  } catch (error) {
    const { kind } = payFailure(readCallError(error, true))
    attempt.outcome = kind === 'failed' ? 'failed' : 'unknown'
  }
}
