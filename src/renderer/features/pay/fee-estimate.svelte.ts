import type { FeeKnowledge } from '../../../shared/copy/fee'
import type { MessageId } from '../../../shared/domain/ids'
import type { PayCard } from '../../../shared/domain/pay-card'
import type { ImpApi } from '../../../shared/ipc/contract'
import type { Msat } from '../../../shared/money'
import { raisedFee } from '../../../shared/policy/fee-limit'

/** What the node estimates as the fee of the shown card. Only a retry that depends on it waits for it. */
export class FeeEstimate {
  known = $state.raw<FeeKnowledge>()
  /**
   * The card with a higher largest fee, if a retry with the usual one would find no route. `asking`: the estimate, or
   * main's judgement of that card, is not there yet.
   */
  raised = $state.raw<PayCard | 'asking' | undefined>()
  /** What `known` is about, and the request for it. */
  #subject = ''
  #invoice: string | undefined
  #asked: Promise<void> = Promise.resolve()
  /** Counts the cards: an answer about an earlier one comes too late. */
  #cards = 0

  constructor(private readonly pay: Pick<ImpApi['pay'], 'estimateFee' | 'inspect'>) {}

  /**
   * Requests the estimate of a new card or amount, and again after a failed attempt, when the node knows more. The card
   * with a higher largest fee is judged anew whenever the card is, because the limits may have changed.
   */
  async follow(
    card: PayCard | undefined,
    enteredMsat: Msat | undefined,
    messageId: MessageId | undefined
  ): Promise<void> {
    const current = ++this.#cards
    await this.#estimate(card, enteredMsat)
    if (current !== this.#cards) return
    const feeMsat = typeof this.known === 'object' ? this.known.feeMsat : undefined
    if (card === undefined || feeMsat === undefined || !needsMore(card, feeMsat)) {
      this.raised = undefined
      return
    }
    const view = await this.pay.inspect({
      text: card.invoice,
      messageId,
      largestFeeMsat: raisedFee(feeMsat)
    })
    if (current !== this.#cards) return
    this.raised = view.ok && view.value.kind === 'cards' ? view.value.cards[0] : undefined
  }

  /** Resolves when `known` is about the card. Until a payment fails, what was known before it began stays. */
  #estimate(card: PayCard | undefined, enteredMsat: Msat | undefined): Promise<void> {
    const began = card?.payment !== undefined && card.payment.state !== 'failed'
    if (began && card.invoice === this.#invoice) return this.#asked
    const subject = card === undefined || began ? '' : subjectOf(card)
    this.#invoice = card?.invoice
    if (subject === this.#subject) return this.#asked
    this.#subject = subject
    this.raised = subject !== '' && card !== undefined && mayNeedMore(card) ? 'asking' : undefined
    this.known = subject === '' ? undefined : 'asking'
    this.#asked =
      card === undefined || subject === '' ? Promise.resolve() : this.#ask(card, enteredMsat, subject)
    return this.#asked
  }

  async #ask({ invoice, entry }: PayCard, enteredMsat: Msat | undefined, subject: string): Promise<void> {
    const result = await this.pay.estimateFee({
      invoice,
      ...(entry === undefined || enteredMsat === undefined ? {} : { enteredMsat })
    })
    if (subject === this.#subject) this.known = { feeMsat: result.ok ? result.value : undefined }
  }
}

/** What an estimate is about. Empty if there is none for this card. */
function subjectOf({ invoice, amountMsat, largestFeeMsat, payment }: PayCard): string {
  if (largestFeeMsat === undefined || amountMsat === undefined) return ''
  return [invoice, amountMsat, payment?.attempts ?? 0].join(' ')
}

/** Whether a retry needs a higher largest fee: every known route costs more than the retry would accept. */
const needsMore = (card: PayCard, feeMsat: Msat): boolean =>
  mayNeedMore(card) && card.largestFeeMsat !== undefined && feeMsat > card.largestFeeMsat

/**
 * Whether a retry is offered with a higher largest fee if the node estimates one. The last attempt failed for it, or the
 * person had accepted more for that attempt.
 */
export function mayNeedMore({
  payment,
  largestFeeMsat
}: Pick<PayCard, 'payment' | 'largestFeeMsat'>): boolean {
  if (payment?.state !== 'failed' || largestFeeMsat === undefined) return false
  return payment.failure === 'no-route' || (payment.feeLimitMsat ?? 0n) > largestFeeMsat
}
