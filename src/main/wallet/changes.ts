import type { Pubkey } from '../../shared/domain/ids'
import type { Invoice } from '../../shared/domain/invoice'
import type { Message } from '../../shared/domain/message'
import type { Payment } from '../../shared/domain/payment'

/** Called by a use case after its commit, with what it changed. */
export interface Changes {
  payment(payment: Payment): void
  invoice(invoice: Invoice): void
  /** A message of ours was written or changed its state. */
  message(message: Message): void
  /** Messages, read marks or settings of these senders changed. */
  conversations(pubkeys: readonly Pubkey[]): void
}
