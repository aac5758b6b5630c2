import type { MessageProgress } from '../../../shared/domain/outgoing'
import { msat, type Msat } from '../../../shared/money'
import { ok } from '../../../shared/result'
import { NODE_TEXT } from '../../api/errors'
import { refused, type BackendResult, type OutgoingMessage, type SentMessage } from '../../backend'
import { uuid, type Entropy } from './entropy'
import type { Ledger } from './ledger/ledger'
import { LND_TEXT } from './ledger/lnd-errors'
import type { PartGate } from './part-gate'
import type { Peer } from './peers'
import type { SentMessages } from './sent-messages'

/** A message is split into payments of this many bytes, each of at least one satoshi. */
const BYTES_PER_PART = 900
const MAX_PARTS = 480

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

/** A message whose cost is covered. */
interface Planned {
  readonly message: OutgoingMessage
  readonly peer: Peer
  readonly parts: number
  readonly amountSat: bigint
  /** The number of parts that arrived. */
  arrived: number
}

/** Sends messages to peers as keysends, one payment for each part. */
export class MessagesOut {
  readonly #parts: MessagesOutParts
  /** By draft; the first answer is also that of a repeated request, unless it was a failure. */
  readonly #known = new Map<string, { readonly planned: Planned; answer: ReturnType<MessagesOut['send']> }>()

  constructor(parts: MessagesOutParts) {
    this.#parts = parts
  }

  async send(message: OutgoingMessage): Promise<BackendResult<SentMessage>> {
    const { draft } = message
    if (draft === undefined || !this.#parts.answersRepeats) {
      const planned = this.#plan(message)
      return planned.ok ? await this.#sendParts(planned.value) : planned
    }
    const known = this.#known.get(draft)
    if (known !== undefined) {
      // A message that stopped half-way continues after the parts that arrived.
      known.answer = known.answer.then((answer) => (answer.ok ? answer : this.#sendParts(known.planned)))
      return await known.answer
    }
    const planned = this.#plan(message)
    if (!planned.ok) return planned
    const answer = this.#sendParts(planned.value)
    this.#known.set(draft, { planned: planned.value, answer })
    return await answer
  }

  /** Undefined if there is no message with this draft. */
  progress(draft: string): MessageProgress | undefined {
    const planned = this.#known.get(draft)?.planned
    if (planned === undefined) return undefined
    const { parts, arrived } = planned
    return { parts, arrived, feesMsat: Array.from({ length: arrived }, () => this.#parts.feeMsat) }
  }

  #plan(message: OutgoingMessage): BackendResult<Planned> {
    const { ledger, addressedBy } = this.#parts
    const { to, data, amountSat } = message
    const parts = Math.max(1, Math.ceil(data.length / BYTES_PER_PART))
    if (parts >= MAX_PARTS) return refused(NODE_TEXT.tooMuchData(MAX_PARTS * BYTES_PER_PART))
    const amount = amountSat === 0n ? 1n : amountSat
    if (amount < BigInt(parts)) return refused(NODE_TEXT.tooFewSats(amount, BigInt(parts)))
    const peer = ledger.peers.find((one) => to === one[addressedBy])
    if (peer === undefined) return refused(LND_TEXT.noRoute)
    return ok({ message, peer, parts, amountSat: amount, arrived: 0 })
  }

  async #sendParts(planned: Planned): Promise<BackendResult<SentMessage>> {
    const { ledger, sent, entropy, gate, feeMsat, answersRepeats } = this.#parts
    const { message, peer, parts, amountSat } = planned
    const withinLimit = message.feeLimitMsat === undefined || feeMsat <= message.feeLimitMsat
    for (let index = planned.arrived; index < parts; index += 1) {
      const sends = (await gate.pass()) && withinLimit
      if (!sends || !ledger.sendKeysend(peer, msat(shareOf(amountSat, parts, index) * 1000n + feeMsat))) {
        return refused(
          index === 0 || !answersRepeats
            ? LND_TEXT.noRoute
            : `part ${index + 1} of ${parts}: ${NODE_TEXT.failedPayment}: FAILURE_REASON_NO_ROUTE`
        )
      }
      planned.arrived = index + 1
    }
    const id = uuid(entropy(`sent message/${sent.all().length + 1}`))
    const { data, replyToId, draft } = message
    sent.add({ id, to: peer, data, parts, amountSat, replyToId, draft })
    return ok({ id, feeMsat: msat(feeMsat * BigInt(parts)) })
  }
}

/** The sats of a part. The first part carries the remainder of the division. */
function shareOf(amountSat: bigint, parts: number, index: number): bigint {
  const count = BigInt(parts)
  return amountSat / count + (index === 0 ? amountSat % count : 0n)
}
