import type { FeeKnowledge } from '../../../shared/copy/fee'
import type { MessageId } from '../../../shared/domain/ids'
import type { PayCard } from '../../../shared/domain/pay-card'
import type { ImpApi } from '../../../shared/ipc/contract'
import type { Msat } from '../../../shared/money'
import { raisedFee } from '../../../shared/policy/fee-limit'

/** What the node estimates as the fee of the shown card. The button does not wait for it. */
export class FeeEstimate {
  known = $state.raw<FeeKnowledge>()
  /** The card with a higher largest fee, if a retry with the usual one would find no route. */
  raised = $state.raw<PayCard | undefined>()
  #asked = ''

  constructor(private readonly pay: Pick<ImpApi['pay'], 'estimateFee' | 'inspect'>) {}

  /** Requests the estimate of a new card or amount, and again after a failed attempt, when the node knows more. */
  async follow(
    card: PayCard | undefined,
    enteredMsat: Msat | undefined,
    messageId: MessageId | undefined
  ): Promise<void> {
    const asked = card === undefined ? '' : subjectOf(card)
    if (asked === this.#asked) return
    this.#asked = asked
    this.raised = undefined
    this.known = asked === '' ? undefined : 'asking'
    if (card === undefined || asked === '') return
    const result = await this.pay.estimateFee({
      invoice: card.invoice,
      ...(card.entry === undefined || enteredMsat === undefined ? {} : { enteredMsat })
    })
    if (this.#asked !== asked) return
    const feeMsat = result.ok ? result.value : undefined
    this.known = { feeMsat }
    if (feeMsat === undefined || !needsMore(card, feeMsat)) return
    const raised = await this.pay.inspect({
      ...{ text: card.invoice, messageId },
      largestFeeMsat: raisedFee(feeMsat)
    })
    if (this.#asked !== asked || !raised.ok || raised.value.kind !== 'cards') return
    this.raised = raised.value.cards[0]
  }
}

/** What an estimate is about. Empty if there is none for this card. */
function subjectOf({ invoice, amountMsat, largestFeeMsat, payment, verdict }: PayCard): string {
  if (largestFeeMsat === undefined || amountMsat === undefined) return ''
  const failures = payment?.state === 'failed' ? payment.attempts : 0
  // The raised card was judged by the limits of that time.
  const judged = failures === 0 ? '' : verdict.kind
  return [invoice, amountMsat, largestFeeMsat, failures, judged].join(' ')
}

/**
 * Whether a retry needs a higher largest fee: every known route costs more than the retry would accept. That alone is no
 * reason to offer one. The last attempt failed for it, or the person had accepted more for that attempt.
 */
function needsMore({ payment, largestFeeMsat }: PayCard, feeMsat: Msat): boolean {
  if (payment?.state !== 'failed' || largestFeeMsat === undefined || feeMsat <= largestFeeMsat) return false
  return payment.failure === 'no-route' || (payment.feeLimitMsat ?? 0n) > largestFeeMsat
}
