import type { NodeId, Pubkey } from '../../../shared/domain/ids'
import { MEMO_MAX_BYTES, type CreateInvoiceFailure } from '../../../shared/domain/invoice'
import type { Message } from '../../../shared/domain/message'
import type { ImpApi } from '../../../shared/ipc/contract'
import { keyOf } from '../../../shared/domain/sender'
import { requestCost } from '../../../shared/message-cost'
import { parseAmount, type Unit } from '../../../shared/money'
import { amountErrorMessage } from '../../../shared/copy/amount'
import type { SendProblem } from '../../lib/draft.svelte'

/** A payment request to one person: an invoice of ours, created and sent as a message. */
export class PaymentRequest {
  amount = $state('')
  memo = $state('')
  amountError = $state<string | undefined>()
  sending = $state(false)
  refused = $state.raw<SendProblem | CreateInvoiceFailure | undefined>()

  readonly memoBytes = $derived(new TextEncoder().encode(this.memo).length)
  readonly memoTooLong = $derived(this.memoBytes > MEMO_MAX_BYTES)
  /** The maximum: the length of the invoice is known only when it is created. */
  readonly cost = $derived.by(() => requestCost(this.memoBytes, keyOf(this.#pubkey)))

  readonly #inbox: ImpApi['inbox']
  /** The node whose screen shows the form. */
  readonly #node: NodeId | undefined
  readonly #pubkey: Pubkey
  readonly #unit: () => Unit
  /** Two clicks with the same id request the money once. */
  #draftId = crypto.randomUUID()

  constructor(inbox: ImpApi['inbox'], node: NodeId | undefined, pubkey: Pubkey, unit: () => Unit) {
    this.#inbox = inbox
    this.#node = node
    this.#pubkey = pubkey
    this.#unit = unit
  }

  /** The form was changed, so this is another request. */
  readonly changed = (): void => {
    this.#draftId = crypto.randomUUID()
    this.amountError = undefined
    this.refused = undefined
  }

  /** `asksFirst`: the button said that it only asks. */
  async send(asksFirst: boolean): Promise<Message | undefined> {
    if (this.sending) return undefined
    const amount = parseAmount(this.amount, this.#unit())
    this.amountError = amount.ok ? undefined : amountErrorMessage[amount.error.code](this.#unit())
    if (!amount.ok || this.memoTooLong) return undefined
    if (this.#node === undefined) {
      this.refused = 'no-node'
      return undefined
    }
    this.sending = true
    this.refused = undefined
    const result = await this.#inbox.requestPayment({
      node: this.#node,
      draftId: this.#draftId,
      pubkey: this.#pubkey,
      amountSat: amount.value,
      memo: this.memo,
      maxCostSat: this.cost,
      asksFirst
    })
    this.sending = false
    if (result.ok) return result.value
    // The person cancelled main's dialog, so no message is needed.
    if (result.error.code !== 'needs-confirmation') this.refused = result.error.code
    return undefined
  }
}
