import { decodeInvoice, type DecodedInvoice } from '../../../shared/bolt11'
import { largestHintedFee } from '../../../shared/bolt11/route'
import type { PaymentHash, Pubkey } from '../../../shared/domain/ids'
import type {
  InvoiceSender,
  NeverPaid,
  OtherInvoice,
  PayCard,
  PayInputView
} from '../../../shared/domain/pay-card'
import type { Payment } from '../../../shared/domain/payment'
import { bareName, isKeyless, isProven, senderName } from '../../../shared/domain/sender'
import { msat } from '../../../shared/money'
import { parsePayInput } from '../../../shared/pay-input/parse'
import { payWarnings } from '../../../shared/policy/pay-warnings'
import type { StoredMessage } from '../../store/message-row'
import type { Store } from '../../store/store'
import type { OtherAttempts } from '../api'
import { expiryOf } from '../invoice-expiry'
import { InvoicesInMessages } from './invoices-in-messages'
import type { ChosenTerms, PayOrders } from './pay-orders'
import type { Clock } from '../../clock'

export interface PayCardsDeps {
  readonly store: Store
  readonly otherAttempts: OtherAttempts
  readonly clock: Clock
  readonly orders: PayOrders
}

/** Creates cards for invoices: what a person needs to decide, and the current verdict of the policy. */
export class PayCards {
  readonly #deps: PayCardsDeps
  readonly #inMessages: InvoicesInMessages

  constructor(deps: PayCardsDeps) {
    this.#deps = deps
    this.#inMessages = new InvoicesInMessages(deps.store)
  }

  /** What a pasted, dropped, scanned or linked text contains. */
  inspect(text: string, sender: Pubkey | undefined, chosen: ChosenTerms): PayInputView {
    if (text.trim() === '') return { kind: 'empty' }
    const input = parsePayInput(text)
    switch (input.kind) {
      case 'invoices':
        return {
          kind: 'cards',
          cards: input.invoices.flatMap((invoice) => this.#cardsOf(invoice, sender, chosen))
        }
      case 'damaged-invoice':
        return { kind: 'damaged-invoice', code: input.error.code }
      default:
        return input
    }
  }

  /** The cards of the invoices in a stored message. */
  ofMessage(message: StoredMessage): PayCard[] {
    const sender = message.direction === 'in' ? message.from : undefined
    return this.#inMessages.of(message).map((decoded) => this.card(decoded, sender))
  }

  card(decoded: DecodedInvoice, sender: Pubkey | undefined, chosen: ChosenTerms = {}): PayCard {
    const { store, clock, orders } = this.#deps
    const { paymentHash, payee, description, network, invoice } = decoded
    const facts = orders.facts(decoded, chosen)
    const { amountMsat, largestFeeMsat, known, payment, others } = facts
    const now = clock.now()
    const expiresAt = expiryOf(decoded)
    const knownPayee = store.senders.get(payee)
    const petname = knownPayee?.settings.petname ?? ''
    const lookalike = store.lookalikes.like(payee)
    const own = store.invoices.get(paymentHash)
    const isOurs = own !== undefined || store.identity.get()?.pubkey === payee
    const neverPaid = isOurs ? undefined : this.#neverPaid(payee, paymentHash)
    const hintedFeeMsat = msat(largestHintedFee(decoded.routes, amountMsat ?? 0n))
    return {
      invoice,
      paymentHash,
      amountMsat,
      ...(decoded.amountMsat === undefined && orders.canSetAmount
        ? { entry: payment === undefined ? 'open' : 'fixed' }
        : {}),
      ...(largestFeeMsat === undefined ? {} : { largestFeeMsat }),
      description,
      payee,
      payeeName: petname === '' ? undefined : petname,
      ...(neverPaid === undefined ? {} : { neverPaid }),
      ...(lookalike === undefined ? {} : { payeeLooksLike: lookalike.name }),
      ...(hintedFeeMsat === 0n ? {} : { hintedFeeMsat }),
      network,
      createdAt: decoded.timestamp * 1000,
      expiresAt,
      warnings: payWarnings({
        now,
        expiresAt,
        payee,
        payeeKnown: knownPayee !== undefined || neverPaid === undefined,
        sender,
        description,
        journal: payment?.state,
        amountMsat,
        hintedFeeMsat,
        lookalike: lookalike !== undefined
      }),
      verdict: orders.judge(decoded, sender, facts),
      ...(payment?.state === 'unknown'
        ? { retry: orders.judge(decoded, sender, { ...facts, retryUnknown: true }) }
        : {}),
      ...(sender === undefined ? {} : { sender: this.#sender(sender) }),
      payment,
      elsewhere: others.attempt,
      ...(known === undefined || payment !== undefined ? {} : { otherInvoice: this.#otherInvoice(known) }),
      own
    }
  }

  /** A payment of this hash does not count, so the fact stays the same while it is made. */
  #neverPaid(payee: Pubkey, paymentHash: PaymentHash): NeverPaid | undefined {
    const { store, otherAttempts } = this.#deps
    if (store.payments.hasPaid(payee, paymentHash)) return undefined
    switch (otherAttempts.paymentsTo(payee)) {
      case 'some':
        return undefined
      case 'none':
        return 'anywhere'
      case 'not-known':
        return 'from-this-node'
    }
  }

  #otherInvoice({ amountMsat, payee, state, sentAt }: Payment): OtherInvoice {
    return { amountMsat, payee, payeeName: this.#deps.store.senders.nameOf(payee), state, sentAt }
  }

  #sender(pubkey: Pubkey): InvoiceSender {
    const petname = this.#deps.store.senders.nameOf(pubkey) ?? ''
    const name = senderName(pubkey, petname)
    if (isProven(pubkey)) return { pubkey, name }
    return { pubkey, name, unprovenName: isKeyless(pubkey) ? '' : bareName(pubkey, petname) }
  }

  #cardsOf(invoice: string, sender: Pubkey | undefined, chosen: ChosenTerms): PayCard[] {
    const decoded = decodeInvoice(invoice)
    return decoded.ok ? [this.card(decoded.value, sender, chosen)] : []
  }
}
