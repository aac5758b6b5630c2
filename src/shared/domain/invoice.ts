import type { Network } from './network'
import type { Msat } from '../money'
import type { Millis, PaymentHash } from './ids'

/** open → paid | expired; expired → paid (a late check found the payment). */
export type InvoiceState = 'open' | 'paid' | 'expired'

/** An invoice that our node issued. */
export interface Invoice {
  readonly paymentHash: PaymentHash
  /** As the node issued it, byte for byte, because CheckInvoice compares the exact string. */
  readonly invoice: string
  readonly amountMsat: Msat
  readonly memo: string
  readonly network: Network
  readonly createdAt: Millis
  readonly expiresAt: Millis
  readonly state: InvoiceState
  /** When the wallet learned of the payment. The node does not report when it arrived. */
  readonly paidAt: Millis | undefined
  readonly note: string
}

/** Why no invoice was created. */
export type CreateInvoiceFailure =
  | 'bad-amount'
  | 'memo-too-long'
  | 'not-connected'
  | 'node-refused'
  | 'node-silent'
  | 'invoice-mismatch'
  | 'wrong-node'
  | 'store-failed'

export function invoiceMayBecome(from: InvoiceState, to: InvoiceState): boolean {
  switch (from) {
    case 'open':
      return to === 'paid' || to === 'expired'
    case 'expired':
      return to === 'paid'
    case 'paid':
      return false
  }
}

/** BOLT11 field `d` holds at most 639 bytes (1023 groups of 5 bits). */
export const MEMO_MAX_BYTES = 639
