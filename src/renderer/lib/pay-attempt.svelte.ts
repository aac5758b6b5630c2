import { unreachable } from '../../shared/brand'
import type { MessageId, NodeId } from '../../shared/domain/ids'
import type { PayCard, PayRefusal, PayVerdict } from '../../shared/domain/pay-card'
import type { Payment, PaymentState } from '../../shared/domain/payment'
import type { Changed, ImpApi } from '../../shared/ipc/contract'
import type { Msat } from '../../shared/money'
import type { IpcErrorCode } from '../../shared/ipc/spec'
import type { CheckResult } from './check-text'

export type PayProblem = PayRefusal | IpcErrorCode

/** The state of the pay button before a payment exists. */
export type PayStage =
  | { readonly kind: 'offer' }
  /** Main has received the order. Above a limit it asks the person in a dialog before it answers. */
  | { readonly kind: 'ordering' }

/** What the button said. */
export interface ShownTerms {
  /** A click on it only asks. */
  readonly asksFirst: boolean
  /** The largest fee that the person accepts for this payment, if the button names one. */
  readonly largestFeeMsat?: Msat | undefined
}

export interface PayAttemptOptions {
  readonly imp: ImpApi
  readonly card: () => PayCard
  /** The node whose screen shows the card. */
  readonly node: NodeId | undefined
  /** The message that carried the invoice. */
  readonly messageId?: () => MessageId | undefined
  /** Called if main's view of the invoice may differ from the card. */
  readonly onRefused?: () => void
}

/**
 * One invoice that a person may pay. It holds only the state of the click. The outcome is in main's journal and arrives
 * with `changed` events and answers.
 */
export class PayAttempt {
  #ordering = $state(false)
  readonly stage: PayStage = $derived({ kind: this.#ordering ? 'ordering' : 'offer' })
  /** Why main refused the last order, before anything reached the node. */
  refused = $state.raw<PayProblem | undefined>()
  checking = $state(false)
  /** The result of the last check. */
  checked = $state.raw<CheckResult | undefined>()
  #heard = $state.raw<Payment | undefined>()
  readonly #options: PayAttemptOptions

  /** The payment of this invoice, if the page knows one. */
  readonly payment = $derived.by(() => {
    const card = this.#options.card()
    const heard = this.#heard?.invoice === card.invoice ? this.#heard : undefined
    return newest(heard, card.payment)
  })

  constructor(options: PayAttemptOptions) {
    this.#options = options
  }

  /** Two invoices may share a payment hash, so an attempt is about the invoice. */
  get invoice(): string {
    return this.#options.card().invoice
  }

  /** Takes the new state of the payment from main's journal. */
  apply(changed: Changed): void {
    for (const payment of changed.payments) this.#take(payment)
  }

  /** The click on `Pay 2,500 sats`, and on the retry of a payment with an unknown outcome. */
  press(shown: ShownTerms): void {
    const { verdict: first, retry } = this.#options.card()
    const verdict = this.payment?.state === 'unknown' ? (retry ?? first) : first
    if (this.stage.kind !== 'offer') return
    switch (verdict.kind) {
      // Above a limit main asks the person in a system dialog.
      case 'one-click':
      case 'confirm':
        return void this.#order(shown)
      case 'refused':
        // The connection may be back by now, so main decides.
        if (verdict.code === 'not-connected') return void this.#order(shown)
        this.refused = verdict.code
        return
      default:
        return unreachable(verdict)
    }
  }

  /** Clears the refusal, because its reason may no longer apply. */
  reconsider(): void {
    this.refused = undefined
  }

  /** Asks the node about an unknown outcome. Sends no money. */
  async checkAgain(): Promise<void> {
    if (this.checking) return
    this.checking = true
    this.checked = undefined
    const result = await this.#options.imp.pay.checkAgain({ paymentHash: this.#options.card().paymentHash })
    this.checking = false
    if (!result.ok) {
      this.checked = { problem: result.error.code }
      return
    }
    const { payment, finding } = result.value
    this.#take(payment)
    this.checked = { finding, at: payment.checkedAt ?? Date.now() }
  }

  async #order({ asksFirst, largestFeeMsat }: ShownTerms): Promise<void> {
    const { node } = this.#options
    const card = this.#options.card()
    if (node === undefined || card.amountMsat === undefined) {
      this.refused = node === undefined ? 'no-node' : 'no-amount'
      return
    }
    this.#ordering = true
    this.refused = undefined
    this.checked = undefined
    const messageId = this.#options.messageId?.()
    const result = await this.#options.imp.pay.send({
      invoice: card.invoice,
      expectedAmountMsat: card.amountMsat,
      ...(card.entry === undefined ? {} : { entered: true }),
      ...(largestFeeMsat === undefined ? {} : { largestFeeMsat }),
      retryUnknown: this.payment?.state === 'unknown',
      asksFirst,
      node,
      messageId
    })
    this.#ordering = false
    if (result.ok) this.#take(result.value)
    else {
      // If the person cancelled main's dialog, no message is needed.
      if (result.error.code !== 'needs-confirmation') this.refused = result.error.code
      this.#options.onRefused?.()
    }
  }

  #take(payment: Payment): void {
    if (payment.invoice === this.#options.card().invoice) this.#heard = newest(this.#heard, payment)
  }
}

/** Why there is no button for this verdict. A `not-connected` from before the connection came back does not count. */
export function refusalOf(verdict: PayVerdict, online: boolean): PayRefusal | undefined {
  if (!online) return 'not-connected'
  return verdict.kind === 'refused' && verdict.code !== 'not-connected' ? verdict.code : undefined
}

const ORDER: Record<PaymentState, number> = { sending: 0, unknown: 1, failed: 2, succeeded: 3 }

/**
 * Events and answers may arrive out of order: a later attempt is newer, and within one attempt states only move
 * forward.
 */
function newest(a: Payment | undefined, b: Payment | undefined): Payment | undefined {
  if (a === undefined || b === undefined) return a ?? b
  if (a.attempts !== b.attempts) return a.attempts > b.attempts ? a : b
  if (a.state !== b.state) return ORDER[a.state] > ORDER[b.state] ? a : b
  return (a.checkedAt ?? 0) > (b.checkedAt ?? 0) ? a : b
}
