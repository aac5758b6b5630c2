import type { MessageProgress } from '../../../shared/domain/outgoing'
import { MAX_PARTS, messageParts } from '../../../shared/message-cost'
import { partAmounts } from '../../../shared/message-parts'
import { msat, satToMsat, type Msat } from '../../../shared/money'
import { ok } from '../../../shared/result'
import { NODE_TEXT } from '../../api/errors'
import { refused, type BackendResult, type OutgoingMessage, type SentMessage } from '../../backend'
import { uuid, type Entropy } from './entropy'
import type { Ledger } from './ledger/ledger'
import { LND_TEXT } from './ledger/lnd-errors'
import type { PartGate } from './part-gate'
import type { Peer } from './peers'
import type { SentMessages } from './sent-messages'

export interface MessagesOutParts {
  readonly ledger: Ledger
  readonly sent: SentMessages
  readonly entropy: Entropy
  readonly gate: PartGate
  /** The fee of each payment. */
  readonly feeMsat: Msat
  /** Whether a repeated draft completes the earlier message, or is another message as for the original nodes. */
  readonly answersRepeats: boolean
  /** Whether peers are addressed by DID, as in the second generation, or by public key. */
  readonly addressedBy: 'pubkey' | 'did'
}

type Answer = BackendResult<SentMessage>

/** A message whose cost is covered. */
interface Planned {
  readonly message: OutgoingMessage
  readonly peer: Peer
  readonly parts: number
  readonly amountSat: bigint
  /** The number of parts that arrived. */
  arrived: number
  /** The answer to the request that is being served now. A repeated one meanwhile gets it too. */
  underWay?: Promise<Answer> | undefined
  /** The answer after all parts arrived. */
  sent?: Answer
}

/** Sends messages to peers as keysends, one payment for each part. */
export class MessagesOut {
  readonly #parts: MessagesOutParts
  /** By draft. */
  readonly #known = new Map<string, Planned>()

  constructor(parts: MessagesOutParts) {
    this.#parts = parts
  }

  /**
   * Sends a message. A repeated request sends the parts that have not arrived, within its own largest fee. While the first
   * request is under way, a repeated one gets its answer, whatever largest fee it names.
   */
  async send(message: OutgoingMessage): Promise<Answer> {
    const { draft, feeLimitMsat } = message
    const planned = this.#plan(message)
    if (!planned.ok) return planned
    if (draft === undefined || !this.#parts.answersRepeats)
      return await this.#sendParts(planned.value, feeLimitMsat)
    const known = this.#known.get(draft) ?? planned.value
    if (!isSame(known, planned.value)) return refused(NODE_TEXT.otherContent)
    this.#known.set(draft, known)
    if (known.sent !== undefined) return known.sent
    known.underWay ??= this.#sendParts(known, feeLimitMsat).finally(() => {
      known.underWay = undefined
    })
    return await known.underWay
  }

  /** Undefined if there is no message with this draft. */
  progress(draft: string): MessageProgress | undefined {
    const planned = this.#known.get(draft)
    if (planned === undefined) return undefined
    const { parts, arrived } = planned
    return { parts, arrived, feesMsat: Array.from({ length: arrived }, () => this.#parts.feeMsat) }
  }

  #plan(message: OutgoingMessage): BackendResult<Planned> {
    const { ledger, addressedBy } = this.#parts
    const { to, data, amountSat } = message
    const parts = messageParts(data.length)
    if (parts > MAX_PARTS) return refused(NODE_TEXT.tooMuchData)
    const amount = amountSat === 0n ? 1n : amountSat
    if (amount < BigInt(parts)) return refused(NODE_TEXT.tooFewSats(amount, BigInt(parts)))
    const peer = ledger.peers.find((one) => to === one[addressedBy])
    if (peer === undefined) return refused(LND_TEXT.noRoute)
    return ok({ message, peer, parts, amountSat: amount, arrived: 0 })
  }

  async #sendParts(planned: Planned, feeLimitMsat: Msat | undefined): Promise<Answer> {
    const { ledger, sent, entropy, gate, feeMsat, answersRepeats } = this.#parts
    const { message, peer, parts, amountSat } = planned
    const withinLimit = feeLimitMsat === undefined || feeMsat <= feeLimitMsat
    for (const [index, carried] of partAmounts(amountSat, parts).entries()) {
      if (index < planned.arrived) continue
      const sends = (await gate.pass()) && withinLimit
      if (!sends || !ledger.sendKeysend(peer, msat(satToMsat(carried) + feeMsat))) {
        return refused(
          index === 0 || !answersRepeats
            ? LND_TEXT.noRoute
            : `part ${index + 1} of ${parts}: ${NODE_TEXT.failedPayment}: FAILURE_REASON_NO_ROUTE`
        )
      }
      planned.arrived = index + 1
    }
    const id = uuid(entropy(`sent message/${sent.all().length + 1}`))
    const { data, replyToId } = message
    sent.add({ id, to: peer, data, amountSat, replyToId })
    planned.sent = ok({ id, feeMsat: msat(feeMsat * BigInt(parts)) })
    return planned.sent
  }
}

/** Whether two requests are about one message. The largest fee may differ. */
function isSame(one: Planned, other: Planned): boolean {
  const { to, data, replyToId } = one.message
  const { message } = other
  const { amountSat } = other
  return (
    to === message.to &&
    replyToId === message.replyToId &&
    one.amountSat === amountSat &&
    data.equals(message.data)
  )
}
