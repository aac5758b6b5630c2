import { decodeInvoice, scanForInvoices, type DecodedInvoice } from '../../../shared/bolt11'
import type { Network } from '../../../shared/domain/network'
import { largestHintedFee } from '../../../shared/bolt11/route'
import type { MessageId, Millis, PaymentHash, Pubkey } from '../../../shared/domain/ids'
import type {
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

/** Maximum number of cards per message; the first invoices are shown. */
const MAX_CARDS_PER_MESSAGE = 5
/** Number of messages whose decoded invoices are cached: a few screens. */
const KEPT_SCANS = 500
/** The last millisecond that a Date can represent. */
const LAST_MILLIS = 8_640_000_000_000_000

/** What the person chose for one payment. */
export interface ChosenTerms {
  /** The amount, for an invoice that names none. */
  readonly enteredMsat?: Msat | undefined
  /** The largest fee, in place of that of the settings. */
  readonly largestFeeMsat?: Msat | undefined
  /** To pay again although the outcome of the earlier attempt is unknown. */
  readonly retryUnknown?: boolean | undefined
}

/** When an invoice can no longer be paid. */
export function expiryOf(decoded: DecodedInvoice): Millis {
  return Math.min((decoded.timestamp + decoded.expirySeconds) * 1000, LAST_MILLIS)
}

/** Creates cards for invoices: what a person needs to decide, and the current verdict of the policy. */
export class PayCards {
  readonly #deps: PayCardsDeps
  readonly #scans = new Map<MessageId, readonly DecodedInvoice[]>()

  constructor(deps: PayCardsDeps) {
    this.#deps = deps
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

  /** The cards of a stored message. Its text is scanned once, not each time it is shown. */
  ofMessage(message: StoredMessage): PayCard[] {
    const { id, kind, from, direction } = message
    if (kind !== 'invoice') return []
    let scan = this.#scans.get(id)
    if (scan === undefined) {
      scan = scanForInvoices(this.#wholeText(message)).invoices.slice(0, MAX_CARDS_PER_MESSAGE)
      const [oldest] = this.#scans.keys()
      if (this.#scans.size >= KEPT_SCANS && oldest !== undefined) this.#scans.delete(oldest)
      this.#scans.set(id, scan)
    }
    return scan.map((decoded) => this.card(decoded, direction === 'in' ? from : undefined))
  }

  card(decoded: DecodedInvoice, sender: Pubkey | undefined, chosen: ChosenTerms = {}): PayCard {
    const { store, clock, otherAttempts, isExtended } = this.#deps
    const { paymentHash, payee, description, network, invoice } = decoded
    const amountMsat = this.amountOf(decoded, chosen.enteredMsat)
    const now = clock.now()
    const expiresAt = expiryOf(decoded)
    const known = store.payments.get(paymentHash)
    const payment = known !== undefined && isOf(known, decoded) ? known : undefined
    const largestFeeMsat = this.#mostFee(payment, this.largestFee(amountMsat, chosen.largestFeeMsat))
    const knownPayee = store.senders.get(payee)
    const petname = knownPayee?.settings.petname ?? ''
    const journal = payment?.state
    const lookalike = store.lookalikes.like(payee)
    const others = otherAttempts.find(paymentHash, known !== undefined)
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
      ...(sender === undefined || isProven(sender) ? {} : { unprovenSender: this.#claimedName(sender) }),
      ...(lookalike === undefined ? {} : { payeeLooksLike: lookalike.name }),
      ...(hintedFeeMsat === 0n ? {} : { hintedFeeMsat }),
      network,
      createdAt: decoded.timestamp * 1000,
      expiresAt,
      warnings: payWarnings({
        ...{ now, expiresAt, payee, payeeKnown: knownPayee !== undefined || neverPaid === undefined },
        ...{ sender, description, journal, amountMsat, hintedFeeMsat },
        lookalike: lookalike !== undefined
      }),
      verdict: this.verdict(decoded, { sender, ...chosen }),
      ...(sender === undefined
        ? {}
        : { sender: { pubkey: sender, name: senderName(sender, store.senders.nameOf(sender) ?? '') } }),
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
  verdict(
    decoded: DecodedInvoice,
    {
      retryUnknown = false,
      sender,
      enteredMsat,
      largestFeeMsat
    }: ChosenTerms & { readonly sender: Pubkey | undefined }
  ): PayVerdict {
    const { store, clock, limits, otherAttempts } = this.#deps
    const { paymentHash, network, payee } = decoded
    const amountMsat = this.amountOf(decoded, enteredMsat)
    const now = clock.now()
    const payment = store.payments.get(paymentHash)
    const others = otherAttempts.find(paymentHash, payment !== undefined)
    return judgeSpending({
      ...{ now, amountMsat, network, payee, retryUnknown },
      largestFeeMsat: this.#mostFee(payment, this.largestFee(amountMsat, largestFeeMsat)) ?? msat(0n),
      expiresAt: expiryOf(decoded),
      node: this.#node(),
      madeHere: store.invoices.get(paymentHash) !== undefined,
      journal: payment?.state,
      unprovenSender: sender !== undefined && !isProven(sender),
      otherInvoice: payment !== undefined && !isOf(payment, decoded),
      elsewhere: others.attempt !== undefined,
      unreadable: others.unreadable,
      limits: limits(),
      spentByClickSat: store.oneClickSince(now - SPENDING_DAY_MS)
    })
  }

  /** An earlier attempt without an outcome may still take its own, higher fee. */
  #mostFee(payment: Payment | undefined, largestFeeMsat: Msat | undefined): Msat | undefined {
    if (payment?.state !== 'unknown') return largestFeeMsat
    const earlier = this.#deps.store.payments.mostFeeOfUnknown(payment.paymentHash)
    return earlier > (largestFeeMsat ?? 0n) ? earlier : largestFeeMsat
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

  #claimedName(sender: Pubkey): string {
    return isKeyless(sender) ? '' : bareName(sender, this.#deps.store.senders.nameOf(sender) ?? '')
  }

  /** The network may be known before the node has issued an invoice. */
  #node(): SpendingFacts['node'] {
    const { store, network } = this.#deps
    const known = network ?? store.payments.provenNetwork()
    return store.identity.get() ?? (known === undefined ? undefined : { pubkey: undefined, network: known })
  }

  /** The row holds only the beginning of a long text. */
  #wholeText({ id, text, truncated }: StoredMessage): string {
    const data = truncated ? this.#deps.store.messages.data(id) : undefined
    return data === undefined ? text : new TextDecoder().decode(data)
  }

  #cardsOf(invoice: string, sender: Pubkey | undefined, chosen: ChosenTerms): PayCard[] {
    const decoded = decodeInvoice(invoice)
    return decoded.ok ? [this.card(decoded.value, sender, chosen)] : []
  }
}
