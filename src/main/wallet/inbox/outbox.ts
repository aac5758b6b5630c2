import type { MessageId } from '../../../shared/domain/ids'
import { stoppedAt } from '../../../shared/domain/outgoing'
import { keyOf } from '../../../shared/domain/sender'
import { messageCost } from '../../../shared/message-cost'
import { msatToSatCeil, sat, type Sat } from '../../../shared/money'
import type { SpendingLimits } from '../../../shared/policy/spending'
import { fail, ok } from '../../../shared/result'
import type { StoredMessage } from '../../store/message-row'
import type { OutgoingDraft } from '../../store/outgoing'
import type { OutboxCalls, ReceiveCalls } from '../api'
import { nodeIdOfMessage } from './incoming'
import { MessageDelivery, type MessageDeliveryDeps } from './message-delivery'
import { messageFeeLimit, MessageFees, type MessageFeeLimit } from './message-fee'
import { idOf, outgoingMessage, type SendArgs } from './outgoing-message'
import { PaymentRequests } from './payment-requests'
import { SendRefusals } from './send-refusals'

export interface OutboxDeps extends MessageDeliveryDeps {
  readonly limits: () => SpendingLimits
  readonly receive: Pick<ReceiveCalls, 'create'>
}

/**
 * Sends the person's messages. The journal is written before the request leaves; nothing is ever sent again
 * automatically.
 */
export class Outbox implements OutboxCalls {
  readonly #deps: OutboxDeps
  readonly #refusals: SendRefusals
  readonly #fees: MessageFees
  readonly #delivery: MessageDelivery
  readonly #requests: PaymentRequests

  constructor(deps: OutboxDeps) {
    this.#deps = deps
    this.#refusals = new SendRefusals(deps)
    this.#requests = new PaymentRequests(deps, this.#refusals, (args) => this.send(args))
    this.#fees = new MessageFees(deps)
    this.#delivery = new MessageDelivery(deps)
  }

  recover(): void {
    this.#delivery.recover()
  }

  connected(): void {
    this.#delivery.connected()
  }

  /** Synchronous through the commit: of concurrent clicks on one draft only the first creates a message. */
  send: OutboxCalls['send'] = (args) => {
    const { store, view } = this.#deps
    const written = store.writeUnlessRefused(() => {
      const known = store.messages.get(idOf(args.draftId))
      if (known !== undefined) return ok({ message: known, isNew: false })
      const refusal = this.#refusals.of(args)
      return refusal === undefined ? ok({ message: this.#write(args), isNew: true }) : fail(refusal)
    })
    if (!written.ok) return written
    const { message, isNew } = written.value
    if (isNew) this.#request(message)
    return ok(view.of(message))
  }

  requestPayment: OutboxCalls['requestPayment'] = (args) => this.#requests.request(args)

  resend: OutboxCalls['resend'] = ({ id, retryUnknown, ...order }) => {
    const { store, view, clock, node } = this.#deps
    const written = store.writeUnlessRefused(() => {
      const message = store.messages.get(id)
      const outgoing = message === undefined ? undefined : store.outgoing.get(message.seq)
      if (message === undefined || outgoing === undefined) return fail('not-found')
      const { state } = outgoing
      if (state === 'sending') return fail('already-sending')
      if (state === 'sent') return fail('already-sent')
      if (state === 'unknown' && !retryUnknown) return fail('outcome-unknown')
      const costSat = this.#costOf(message)
      const refusal = this.#refusals.ofCost(message.from, costSat, order)
      if (refusal !== undefined) return fail(refusal)
      // Parts of it arrived. Only a node with the extension recognises what it has sent.
      if (store.outgoing.hasStopped(message.seq) && !node.capabilities.extension)
        return fail('sends-all-again')
      store.outgoing.begin(message.seq, this.#draftOf(message, costSat, order.confirmed), clock.now())
      return ok(message)
    })
    if (!written.ok) return written
    this.#request(written.value)
    return ok(view.of(written.value))
  }

  resendCost: OutboxCalls['resendCost'] = (id) => {
    const message = this.#deps.store.messages.get(id)
    const outgoing = message === undefined ? undefined : this.#deps.store.outgoing.get(message.seq)
    if (message === undefined || outgoing === undefined) return undefined
    const wholeSat = this.#costOf(message)
    const stopped = stoppedAt(outgoing)
    // Each part carries one sat.
    const costSat = stopped === undefined ? wholeSat : sat(BigInt(stopped.total - stopped.failed + 1))
    return { costSat, wholeSat, recipient: message.from }
  }

  largestFee: OutboxCalls['largestFee'] = (costSat) => {
    const { allMsat, isKept } = this.#feeLimitOf(costSat)
    return isKept ? msatToSatCeil(allMsat) : undefined
  }

  isWithinLimits: OutboxCalls['isWithinLimits'] = (costSat) => this.#refusals.isWithinLimits(costSat)

  leaveRest: OutboxCalls['leaveRest'] = ({ id }) => {
    const { store, view, changes } = this.#deps
    const written = store.writeUnlessRefused(() => {
      const message = store.messages.get(id)
      const outgoing = message === undefined ? undefined : store.outgoing.get(message.seq)
      if (message === undefined || outgoing === undefined || stoppedAt(outgoing) === undefined)
        return fail('not-found')
      store.outgoing.leaveAlone(message.seq)
      return ok(message)
    })
    if (!written.ok) return written
    changes.message(view.of(written.value))
    return ok(undefined)
  }

  estimateFee: OutboxCalls['estimateFee'] = async ({ pubkey, parts }) =>
    ok(await this.#fees.ofMessage(pubkey, parts))

  // Each part carries one sat.
  lastEstimate: OutboxCalls['lastEstimate'] = (recipient, costSat) =>
    this.#fees.soon(recipient, Number(costSat))

  dispose(): void {
    this.#delivery.dispose()
  }

  #write(args: SendArgs): StoredMessage {
    const { store, clock } = this.#deps
    const message = outgoingMessage(args, clock.now())
    const [stored] = store.messages.addAll([message])
    if (stored === undefined) throw new Error('a message of ours was not stored')
    const draft = this.#draftOf(stored, sat(message.amountSat), args.confirmed)
    store.outgoing.begin(stored.seq, draft, clock.now())
    return stored
  }

  #draftOf({ replyTo }: StoredMessage, costSat: Sat, confirmed: boolean): OutgoingDraft {
    const limit = this.#feeLimitOf(costSat)
    return {
      costSat,
      largestFeeMsat: limit.allMsat,
      feeLimitMsat: limit.isKept ? limit.partMsat : undefined,
      oneClick: !confirmed,
      replyToNodeId: this.#nodeIdOf(replyTo)
    }
  }

  /** A message that has no id of a node cannot be referred to; the reply is sent without a reference. */
  #nodeIdOf(replyTo: MessageId | undefined): string {
    const { store } = this.#deps
    const parent = replyTo === undefined ? undefined : store.messages.get(replyTo)
    if (parent === undefined) return ''
    const id = parent.direction === 'out' ? store.outgoing.nodeIdOf(parent.seq) : nodeIdOfMessage(parent.id)
    return id ?? ''
  }

  #feeLimitOf(costSat: Sat): MessageFeeLimit {
    const { node, limits } = this.#deps
    return messageFeeLimit(node, limits(), costSat)
  }

  #request(message: StoredMessage): void {
    const amountSat = this.#costOf(message)
    this.#delivery.begin(message, { amountSat, feeLimitMsat: this.#feeLimitOf(amountSat).partMsat })
  }

  #costOf({ seq, byteLength, from }: StoredMessage): Sat {
    return this.#deps.store.outgoing.costOf(seq) ?? messageCost(byteLength, keyOf(from))
  }
}
