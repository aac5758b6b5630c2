import type { Pubkey } from '../../shared/domain/ids'
import type { Invoice } from '../../shared/domain/invoice'
import type { Message } from '../../shared/domain/message'
import type { Payment } from '../../shared/domain/payment'

/** Where a use case says, after its commit, what it changed. */
export interface Changes {
  payment(payment: Payment): void
  invoice(invoice: Invoice): void
  /** A message of ours was written, or something became of it. */
  message(message: Message): void
  /** Messages, read marks or the settings of these senders. */
  conversations(pubkeys: readonly Pubkey[]): void
}
