import type { Emit } from '../emitter'
import type { SessionEvents } from './api'
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

/** Emits the changes of a session. `tellState`: its state changed too. `written`: there may be messages to index. */
export function emitChanges(emit: Emit<SessionEvents>, tellState: () => void, written: () => void): Changes {
  const none = { conversations: [], messages: [], payments: [], invoices: [] }
  return {
    payment: (payment) => {
      // Paying makes the payee a contact, which moves its conversation in the list.
      const conversations = payment.state === 'succeeded' ? [payment.payee] : []
      emit('changed', { ...none, conversations, payments: [payment] })
      tellState()
    },
    invoice: (invoice) => {
      emit('changed', { ...none, invoices: [invoice] })
    },
    message: (message) => {
      emit('changed', { ...none, conversations: [message.from], messages: [message] })
      written()
      tellState()
    },
    conversations: (conversations) => {
      emit('changed', { ...none, conversations })
      written()
      tellState()
    }
  }
}
