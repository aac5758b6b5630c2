import type { MessageId } from '../../../shared/domain/ids'
import { outgoingMayBecome, stoppedAt, type SettledMessage } from '../../../shared/domain/outgoing'
import { keyOf } from '../../../shared/domain/sender'
import { messageCost } from '../../../shared/message-cost'
import { msatToSatCeil, sat, type Sat } from '../../../shared/money'
import type { SpendingLimits } from '../../../shared/policy/spending'
import { fail, ok } from '../../../shared/result'
import { background, type ReportBug } from '../../background'
import type { SendRequest } from '../../node-client/api'
import type { StoredMessage } from '../../store/message-row'
import type { OutgoingDraft, OutgoingOutcome } from '../../store/outgoing'
import type { Store } from '../../store/store'
import type { OutboxCalls, ReceiveCalls } from '../api'
import type { Changes } from '../changes'
import type { Clock } from '../../clock'
import { nodeIdOfMessage } from './incoming'
import { lineOf, type MessageView } from './message-view'
import type { WalletNode } from '../node'
import { messageFeeLimit, MessageFees, type MessageFeeLimit } from './message-fee'
import { messageOutcome, WALLET_STOPPED } from './message-outcome'
import { idOf, outgoingMessage, type SendArgs } from './outgoing-message'
import { PaymentRequests } from './payment-requests'
import type { SendProgress } from './send-progress'
import { SendRefusals } from './send-refusals'
import { learnPartFees } from './stopped-parts'
import { WriteRetry } from '../write-retry'
import { answerOfThrown } from '../thrown-call'

export interface OutboxDeps {
  readonly store: Store
  readonly node: WalletNode
  readonly limits: () => SpendingLimits
  readonly view: MessageView
  readonly progress: SendProgress
  readonly receive: Pick<ReceiveCalls, 'create'>
  readonly clock: Clock
  readonly changes: Changes
  /** A message is no longer `sending`. */
  readonly settled: (message: SettledMessage) => void
  readonly reportBug: ReportBug
}

const LINE_LENGTH = 200

/**
 * Sends the person's messages. The journal is written before the request leaves; nothing is ever sent again
 * automatically.
 */
export class Outbox implements OutboxCalls {
  readonly #deps: OutboxDeps
  readonly #refusals: SendRefusals
  readonly #fees: MessageFees
  readonly #writeAgain: WriteRetry
  readonly #requests: PaymentRequests
  #disposed = false

  constructor(deps: OutboxDeps) {
    this.#deps = deps
    this.#refusals = new SendRefusals(deps)
    this.#requests = new PaymentRequests(deps, this.#refusals, (args) => this.send(args))
    this.#fees = new MessageFees(deps)
    this.#writeAgain = new WriteRetry(deps.clock)
  }

  /** At start: messages that an earlier run left `sending` become `unknown`. */
  recover(): void {
    const { store } = this.#deps
    const left = store.outgoing.sending()
    const outcome = WALLET_STOPPED
    const written = store.write(() => {
      for (const seq of left) store.outgoing.settle(seq, outcome)
    })
    if (written.ok) return
    for (const seq of left) {
      const message = store.messages.at(seq)
      if (message !== undefined) this.#settleLater(message, outcome)
    }
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

  resend: OutboxCalls['resend'] = ({ id, confirmed, retryUnknown }) => {
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
      const refusal = this.#refusals.ofCost(message.from, costSat, confirmed)
      if (refusal !== undefined) return fail(refusal)
      // The person was shown the price of the rest. Only a node with the extension recognises what it has sent.
      if (stoppedAt(outgoing) !== undefined && !node.capabilities.extension) return fail('sends-all-again')
      store.outgoing.begin(message.seq, this.#draftOf(costSat, confirmed), clock.now())
      return ok(message)
    })
    if (!written.ok) return written
    this.#request(written.value)
    return ok(view.of(written.value))
  }

  resendCost: OutboxCalls['resendCost'] = (id) => {
    const message = this.#deps.store.messages.get(id)
    if (message?.direction !== 'out') return undefined
    return { costSat: this.#costOf(message), recipient: message.from }
  }

  largestFee: OutboxCalls['largestFee'] = (costSat) => {
    const { allMsat, isKept } = this.#feeLimitOf(costSat)
    return isKept ? msatToSatCeil(allMsat) : undefined
  }

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

  /** Later answers are dropped. Their rows become `unknown` at the next start. */
  dispose(): void {
    this.#disposed = true
    this.#writeAgain.dispose()
    this.#deps.progress.dispose()
  }

  #write(args: SendArgs): StoredMessage {
    const { store, clock } = this.#deps
    const message = outgoingMessage(args, clock.now())
    const [stored] = store.messages.addAll([message])
    if (stored === undefined) throw new Error('a message of ours was not stored')
    store.outgoing.begin(stored.seq, this.#draftOf(sat(message.amountSat), args.confirmed), clock.now())
    return stored
  }

  #draftOf(costSat: Sat, confirmed: boolean): OutgoingDraft {
    const limit = this.#feeLimitOf(costSat)
    return {
      costSat,
      largestFeeMsat: limit.allMsat,
      feeLimitMsat: limit.isKept ? limit.partMsat : undefined,
      oneClick: !confirmed
    }
  }

  #feeLimitOf(costSat: Sat): MessageFeeLimit {
    const { node, limits } = this.#deps
    return messageFeeLimit(node, limits(), costSat)
  }

  #request(message: StoredMessage): void {
    this.#deps.progress.began(message)
    this.#deps.changes.message(this.#deps.view.of(message))
    background(this.#deliver(message), (error) => {
      this.#deps.reportBug('send-message', error)
    })
  }

  async #deliver(message: StoredMessage): Promise<void> {
    const { store, node } = this.#deps
    const answer = await node.calls.sendMessage(this.#requestOf(message)).catch(answerOfThrown)
    if (this.#disposed) return
    this.#settle(message, messageOutcome(answer, store.outgoing.earlier(message.seq)))
    const changed = (settled: StoredMessage) => {
      this.#deps.changes.message(this.#deps.view.of(settled))
    }
    await learnPartFees({ store, node, changed }, message)
  }

  #requestOf(message: StoredMessage): SendRequest {
    const { store } = this.#deps
    const amountSat = this.#costOf(message)
    return {
      to: store.senders.addressOf(message.from),
      data: store.messages.data(message.id) ?? new Uint8Array(),
      amountSat,
      replyToId: this.#nodeIdOf(message.replyTo),
      draft: message.id,
      feeLimitMsat: this.#feeLimitOf(amountSat).partMsat
    }
  }

  /** A message that has no id of a node cannot be referred to; the reply is sent without a reference. */
  #nodeIdOf(replyTo: MessageId | undefined): string {
    const { store } = this.#deps
    const parent = replyTo === undefined ? undefined : store.messages.get(replyTo)
    if (parent === undefined) return ''
    return (
      (parent.direction === 'out' ? store.outgoing.nodeIdOf(parent.seq) : nodeIdOfMessage(parent.id)) ?? ''
    )
  }

  #costOf({ seq, byteLength, from }: StoredMessage): Sat {
    return this.#deps.store.outgoing.costOf(seq) ?? messageCost(byteLength, keyOf(from))
  }

  #settle(message: StoredMessage, outcome: OutgoingOutcome): void {
    const { store, view, changes, settled, progress } = this.#deps
    const { seq, from, kind, text } = message
    progress.ended(seq)
    const written = store.write(() => {
      const state = store.outgoing.get(seq)?.state
      if (state === undefined || !outgoingMayBecome(state, outcome.state)) return false
      store.outgoing.settle(seq, outcome)
      return true
    })
    if (!written.ok) {
      this.#settleLater(message, outcome)
      return
    }
    if (!written.value) return
    changes.message(view.of(message))
    settled({
      seq,
      to: from,
      state: outcome.state,
      petname: store.senders.nameOf(from) ?? '',
      line: kind === 'text' ? lineOf(text, LINE_LENGTH) : ''
    })
  }

  #settleLater(message: StoredMessage, outcome: OutgoingOutcome): void {
    this.#writeAgain.later(() => {
      this.#settle(message, outcome)
    })
  }
}
