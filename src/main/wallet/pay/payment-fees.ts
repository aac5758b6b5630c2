import { decodeInvoice } from '../../../shared/bolt11'
import type { Msat } from '../../../shared/money'
import type { Clock } from '../../clock'
import type { Store } from '../../store/store'
import { LastEstimate } from '../last-estimate'
import type { WalletNode } from '../node'
import type { PayOrders } from './pay-orders'

export interface PaymentFeesDeps {
  readonly store: Store
  readonly node: WalletNode
  readonly orders: PayOrders
  readonly clock: Clock
}

export interface EstimatedPayment {
  readonly invoice: string
  /** The amount for an invoice that names none. */
  readonly enteredMsat?: Msat | undefined
}

/** The node's estimates of the fees of payments. Paying does not depend on them. */
export class PaymentFees {
  readonly #deps: PaymentFeesDeps
  readonly #last: LastEstimate

  constructor(deps: PaymentFeesDeps) {
    this.#deps = deps
    this.#last = new LastEstimate(deps.clock)
  }

  /** Asks the node; undefined if it gives no estimate. */
  async of(payment: EstimatedPayment): Promise<Msat | undefined> {
    const question = this.#questionOf(payment)
    return question === undefined ? undefined : this.#last.keep(question.about, question.ask())
  }

  /** What the node last answered about this payment; asks it now if it was not asked. */
  async soon(payment: EstimatedPayment): Promise<Msat | undefined> {
    const question = this.#questionOf(payment)
    return question === undefined ? undefined : this.#last.soon(question.about, question.ask)
  }

  /** Undefined if there is nothing to ask, or no node that can tell. */
  #questionOf({ invoice, enteredMsat }: EstimatedPayment) {
    const { node, orders, store } = this.#deps
    const decoded = decodeInvoice(invoice)
    if (!decoded.ok || !node.ready || !node.capabilities.extension) return undefined
    const amountMsat = orders.amountOf(decoded.value, enteredMsat)
    if (amountMsat === undefined) return undefined
    const named = decoded.value.amountMsat !== undefined
    // After a failed attempt the node knows more.
    const attempts = store.payments.get(decoded.value.paymentHash)?.attempts ?? 0
    return {
      about: [invoice, amountMsat, attempts].join(' '),
      ask: async () => {
        const fee = await node.calls.estimateFee({ invoice, amountMsat: named ? undefined : amountMsat })
        return fee.ok ? fee.value : undefined
      }
    }
  }
}
