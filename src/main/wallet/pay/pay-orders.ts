import type { DecodedInvoice } from '../../../shared/bolt11'
import type { Pubkey } from '../../../shared/domain/ids'
import type { Network } from '../../../shared/domain/network'
import type { PayVerdict } from '../../../shared/domain/pay-card'
import type { Payment } from '../../../shared/domain/payment'
import { isProven } from '../../../shared/domain/sender'
import { msat, type Msat } from '../../../shared/money'
import { largestFee } from '../../../shared/policy/fee-limit'
import {
  judgeSpending,
  SPENDING_DAY_MS,
  type SpendingFacts,
  type SpendingLimits
} from '../../../shared/policy/spending'
import type { Clock } from '../../clock'
import { isOf } from '../../store/payment-rules'
import type { Store } from '../../store/store'
import type { OtherAttempts } from '../api'
import { expiryOf } from '../invoice-expiry'

export interface PayOrdersDeps {
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

/** What the journals and the person's choices say about an order. */
export interface OrderFacts {
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

/** Judges orders to pay an invoice: with which amount and largest fee, and whether the policy allows it now. */
export class PayOrders {
  readonly #deps: PayOrdersDeps

  constructor(deps: PayOrdersDeps) {
    this.#deps = deps
  }

  /**
   * The amount to pay: that of the invoice, of an earlier attempt, or the entered one, which only a node with the
   * extension can pay.
   */
  amountOf(decoded: DecodedInvoice, enteredMsat: Msat | undefined): Msat | undefined {
    if (decoded.amountMsat !== undefined) return decoded.amountMsat
    const known = this.#deps.store.payments.get(decoded.paymentHash)
    if (known !== undefined && isOf(known, decoded)) return known.amountMsat
    return this.canSetAmount && enteredMsat !== undefined && enteredMsat > 0n ? enteredMsat : undefined
  }

  /** Undefined if the node applies no fee limit. `chosen`: what the person accepts for this payment. */
  largestFee(amountMsat: Msat | undefined, chosen?: Msat): Msat | undefined {
    if (amountMsat === undefined || !this.limitsFees) return undefined
    return chosen ?? largestFee(amountMsat, this.#deps.limits().feeLimit)
  }

  /** Whether the node pays an amount that the person enters. */
  get canSetAmount(): boolean {
    return this.#deps.isExtended()
  }

  /** Whether the node applies a largest fee. */
  get limitsFees(): boolean {
    return this.#deps.isExtended()
  }

  /** The current verdict of the policy on paying this invoice. */
  verdict(decoded: DecodedInvoice, sender: Pubkey | undefined, chosen: ChosenTerms): PayVerdict {
    return this.judge(decoded, sender, this.facts(decoded, chosen))
  }

  /** What the journals and the person's choices say about an order to pay this invoice. */
  facts(
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

  judge(decoded: DecodedInvoice, sender: Pubkey | undefined, facts: OrderFacts): PayVerdict {
    const { store, clock, limits } = this.#deps
    const { paymentHash, network, payee } = decoded
    const { amountMsat, countedFeeMsat, known, payment, others, retryUnknown } = facts
    const now = clock.now()
    return judgeSpending({
      now,
      amountMsat,
      network,
      payee,
      retryUnknown,
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

  /** The network may be known before the node has issued an invoice. */
  #node(): SpendingFacts['node'] {
    const { store, network } = this.#deps
    const known = network ?? store.payments.provenNetwork()
    return store.identity.get() ?? (known === undefined ? undefined : { pubkey: undefined, network: known })
  }
}

const larger = (one: Msat, other: Msat): Msat => (one > other ? one : other)
