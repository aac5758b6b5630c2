import { fail, ok } from '../../../shared/result'
import type { Store } from '../../store/store'
import type { OutboxCalls, ReceiveCalls } from '../api'
import type { MessageView } from './message-view'
import { idOf } from './outgoing-message'
import type { SendRefusals } from './send-refusals'

type Request = OutboxCalls['requestPayment']
type Requested = Awaited<ReturnType<Request>>

export interface PaymentRequestsDeps {
  readonly store: Store
  readonly view: MessageView
  readonly receive: Pick<ReceiveCalls, 'create'>
}

/** Sends invoices of our own as messages. */
export class PaymentRequests {
  readonly #deps: PaymentRequestsDeps
  readonly #refusals: SendRefusals
  readonly #send: OutboxCalls['send']
  /** Requests whose invoice is being created, by draft: a second click joins the first. */
  readonly #requesting = new Map<string, Promise<Requested>>()

  constructor(deps: PaymentRequestsDeps, refusals: SendRefusals, send: OutboxCalls['send']) {
    this.#deps = deps
    this.#refusals = refusals
    this.#send = send
  }

  readonly request: Request = (args) => {
    const known = this.#requesting.get(args.draftId)
    if (known !== undefined) return known
    const requested = this.#request(args).finally(() => this.#requesting.delete(args.draftId))
    this.#requesting.set(args.draftId, requested)
    return requested
  }

  async #request({ amountSat, memo, ...rest }: Parameters<Request>[0]): Promise<Requested> {
    const { store, view, receive } = this.#deps
    const sent = store.messages.get(idOf(rest.draftId))
    if (sent !== undefined) return ok(view.of(sent))
    // Checked before the invoice is created, so that no invoice is created for a message that cannot be sent. The
    // length of the invoice, and so the exact cost, is known only afterwards.
    const refusal = this.#refusals.ofCost(rest.pubkey, rest.maxCostSat, rest)
    if (refusal !== undefined) return fail(refusal)
    const made = await receive.create({ amountSat, memo })
    if (!made.ok) return made
    if (!store.isOpen) return fail('not-connected')
    return this.#send({ ...rest, text: made.value.invoice, replyToId: undefined })
  }
}
