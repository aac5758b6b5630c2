import type { Pubkey } from '../../shared/domain/ids'
import type { Invoice } from '../../shared/domain/invoice'
import type { Payment } from '../../shared/domain/payment'

/** Where a use case says, after its commit, what it changed. */
export interface Changes {
  payment(payment: Payment): void
  invoice(invoice: Invoice): void
  /** Messages, read marks or the settings of these senders. */
  conversations(pubkeys: readonly Pubkey[]): void
}
