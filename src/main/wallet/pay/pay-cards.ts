import { decodeInvoice, type DecodedInvoice } from '../../../shared/bolt11'
import type { Network } from '../../../shared/domain/network'
import { largestHintedFee } from '../../../shared/bolt11/route'
import type { PaymentHash, Pubkey } from '../../../shared/domain/ids'
import type {
  InvoiceSender,
  NeverPaid,
  OtherInvoice,
  PayCard,
  PayInputView,
  PayVerdict
} from '../../../shared/domain/pay-card'
import type { Payment } from '../../../shared/domain/payment'
import { bareName, isKeyless, isProven, senderName } from '../../../shared/domain/sender'
import { msat, type Msat } from '../../../shared/money'
import { parsePayInput } from '../../../shared/pay-input/parse'
import { largestFee } from '../../../shared/policy/fee-limit'
import { payWarnings } from '../../../shared/policy/pay-warnings'
import {
  judgeSpending,
  SPENDING_DAY_MS,
  type SpendingFacts,
  type SpendingLimits
} from '../../../shared/policy/spending'
import { isOf } from '../../store/payment-rules'
import type { StoredMessage } from '../../store/message-row'
import type { Store } from '../../store/store'
import type { OtherAttempts } from '../api'
import { expiryOf } from '../invoice-expiry'
import { InvoicesInMessages } from './invoices-in-messages'
import type { Clock } from '../../clock'

export interface PayCardsDeps {
  readonly store: Store
  readonly otherAttempts: OtherAttempts
  readonly clock: Clock
  readonly limits: () => SpendingLimits
  /** The node has the extension: it pays invoices without an amount, and applies a fee limit. */
  readonly isExtended: () => boolean
  /** The node's network, if it is known without asking the node. */
  readonly network: Network | undefined
}

/** What the person chose for one payment. */
export interface ChosenTerms {
  /** The amount, for an invoice that names none. */
  readonly enteredMsat?: Msat | undefined
  /** The largest fee, in place of that of the settings. */
  readonly largestFeeMsat?: Msat | undefined
  /** To pay again although the outcome of the earlier attempt is unknown. */
  readonly retryUnknown?: boolean | undefined
}

interface OrderFacts {
  readonly amountMsat: Msat | undefined
  /** The most that the payment may take in fees, whichever attempt it is; undefined if this attempt has no limit. */
  readonly largestFeeMsat: Msat | undefined
  /** What of that counts toward the limits. */
  readonly countedFeeMsat: Msat
  /** The journal's payment of this hash, of this or another invoice. */
  readonly known: Payment | undefined
  /** The journal's payment of exactly this invoice. */
  readonly payment: Payment | undefined
  readonly others: ReturnType<OtherAttempts['find']>
  readonly retryUnknown: boolean
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
    const { store, clock, isExtended } = this.#deps
    const { paymentHash, payee, description, network, invoice } = decoded
    const facts = this.#facts(decoded, chosen)
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
      ...(decoded.amountMsat === undefined && isExtended()
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
        ...{ now, expiresAt, payee, payeeKnown: knownPayee !== undefined || neverPaid === undefined },
        ...{ sender, description, journal: payment?.state, amountMsat, hintedFeeMsat },
        lookalike: lookalike !== undefined
      }),
      verdict: this.#judge(decoded, sender, facts),
      ...(payment?.state === 'unknown'
        ? { retry: this.#judge(decoded, sender, { ...facts, retryUnknown: true }) }
        : {}),
      ...(sender === undefined ? {} : { sender: this.#sender(sender) }),
      payment,
      elsewhere: others.attempt,
      ...(known === undefined || payment !== undefined ? {} : { otherInvoice: this.#otherInvoice(known) }),
      own
    }
  }

  /**
   * The amount to pay: that of the invoice, of an earlier attempt, or the entered one, which only a node with the
   * extension can pay.
   */
  amountOf(decoded: DecodedInvoice, enteredMsat: Msat | undefined): Msat | undefined {
    if (decoded.amountMsat !== undefined) return decoded.amountMsat
    const known = this.#deps.store.payments.get(decoded.paymentHash)
    if (known !== undefined && isOf(known, decoded)) return known.amountMsat
    return this.#deps.isExtended() && enteredMsat !== undefined && enteredMsat > 0n ? enteredMsat : undefined
  }

  /** Undefined if the node applies no fee limit. `chosen`: what the person accepts for this payment. */
  largestFee(amountMsat: Msat | undefined, chosen?: Msat): Msat | undefined {
    if (amountMsat === undefined || !this.limitsFees) return undefined
    return chosen ?? largestFee(amountMsat, this.#deps.limits().feeLimit)
  }

  /** Whether the node applies a largest fee. */
  get limitsFees(): boolean {
    return this.#deps.isExtended()
  }

  /** The current verdict of the policy on paying this invoice. */
  verdict(decoded: DecodedInvoice, sender: Pubkey | undefined, chosen: ChosenTerms): PayVerdict {
    return this.#judge(decoded, sender, this.#facts(decoded, chosen))
  }

  /** What the journals and the person's choices say about an order to pay this invoice. */
  #facts(
    decoded: DecodedInvoice,
    { enteredMsat, largestFeeMsat: chosenFeeMsat, retryUnknown = false }: ChosenTerms
  ): OrderFacts {
    const { store, otherAttempts } = this.#deps
    const amountMsat = this.amountOf(decoded, enteredMsat)
    const known = store.payments.get(decoded.paymentHash)
    const payment = known !== undefined && isOf(known, decoded) ? known : undefined
    const largestFeeMsat = this.largestFee(amountMsat, chosenFeeMsat)
    // An earlier attempt without an outcome may still take its own, higher fee.
    const earlierFeeMsat =
      payment?.state === 'unknown' ? store.payments.largestFeeOfAttempts(payment.paymentHash) : msat(0n)
    const countedFeeMsat = larger(largestFeeMsat ?? msat(0n), earlierFeeMsat)
    return {
      amountMsat,
      known,
      payment,
      retryUnknown,
      largestFeeMsat: largestFeeMsat === undefined ? undefined : countedFeeMsat,
      countedFeeMsat,
      others: otherAttempts.find(decoded.paymentHash, known !== undefined)
    }
  }

  #judge(decoded: DecodedInvoice, sender: Pubkey | undefined, facts: OrderFacts): PayVerdict {
    const { store, clock, limits } = this.#deps
    const { paymentHash, network, payee } = decoded
    const { amountMsat, countedFeeMsat, known, payment, others, retryUnknown } = facts
    const now = clock.now()
    return judgeSpending({
      ...{ now, amountMsat, network, payee, retryUnknown },
      largestFeeMsat: countedFeeMsat,
      expiresAt: expiryOf(decoded),
      node: this.#node(),
      madeHere: store.invoices.get(paymentHash) !== undefined,
      journal: known?.state,
      unprovenSender: sender !== undefined && !isProven(sender),
      otherInvoice: known !== payment,
      elsewhere: others.attempt !== undefined,
      unreadable: others.unreadable,
      limits: limits(),
      // A retry replaces what the payment counts now.
      spentByClickSat: store.oneClickSince(now - SPENDING_DAY_MS, paymentHash)
    })
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

  /** The network may be known before the node has issued an invoice. */
  #node(): SpendingFacts['node'] {
    const { store, network } = this.#deps
    const known = network ?? store.payments.provenNetwork()
    return store.identity.get() ?? (known === undefined ? undefined : { pubkey: undefined, network: known })
  }

  #cardsOf(invoice: string, sender: Pubkey | undefined, chosen: ChosenTerms): PayCard[] {
    const decoded = decodeInvoice(invoice)
    return decoded.ok ? [this.card(decoded.value, sender, chosen)] : []
  }
}

const larger = (one: Msat, other: Msat): Msat => (one > other ? one : other)
