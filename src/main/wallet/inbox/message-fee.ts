import type { Pubkey } from '../../../shared/domain/ids'
import { isNodeKey, keyOf } from '../../../shared/domain/sender'
import { PART_MSAT } from '../../../shared/message-cost'
import { msat, type Msat, type Sat } from '../../../shared/money'
import { countedMessageFee, largestFee } from '../../../shared/policy/fee-limit'
import type { SpendingLimits } from '../../../shared/policy/spending'
import type { Clock } from '../../clock'
import type { Store } from '../../store/store'
import { LastEstimate } from '../last-estimate'
import type { WalletNode } from '../node'

/** The limit of the fees of a message. */
export interface MessageFeeLimit {
  /** Of each part. It is sent along with the message; undefined if the node has no extension. */
  readonly partMsat: Msat | undefined
  /** Of all parts together. It counts toward the spending limits; 0 if the node has no extension. */
  readonly allMsat: Msat
  /** The node sends nothing above it. Earlier versions of the node with the extension ignore it. */
  readonly isKept: boolean
}

/** `costSat`: what all parts carry, 1 sat each (`messageCost`). */
export function messageFeeLimit(
  { capabilities }: Pick<WalletNode, 'capabilities'>,
  { feeLimit }: Pick<SpendingLimits, 'feeLimit'>,
  costSat: Sat
): MessageFeeLimit {
  const { extension, limitsMessageFees } = capabilities
  return {
    partMsat: extension ? largestFee(PART_MSAT, feeLimit) : undefined,
    allMsat: countedMessageFee(capabilities, Number(costSat), feeLimit),
    isKept: extension && limitsMessageFees
  }
}

/** The node's estimates of the fees of messages. Sending does not depend on them. */
export class MessageFees {
  readonly #store: Store
  readonly #node: WalletNode
  /** Requests under way, by recipient. The rows of a thread ask at the same time, and share one answer. */
  readonly #asking = new Map<Pubkey, Promise<Msat | undefined>>()
  /** Of one part, by recipient. */
  readonly #last: LastEstimate

  constructor(deps: { readonly store: Store; readonly node: WalletNode; readonly clock: Clock }) {
    this.#store = deps.store
    this.#node = deps.node
    this.#last = new LastEstimate(deps.clock)
  }

  /** The fees of all parts together; undefined if the node gives no estimate. */
  async ofMessage(pubkey: Pubkey, parts: number): Promise<Msat | undefined> {
    const asked = this.#asking.get(pubkey) ?? this.#last.keep(pubkey, this.#ask(pubkey))
    this.#asking.set(pubkey, asked)
    return ofParts(await asked.finally(() => this.#asking.delete(pubkey)), parts)
  }

  /** The same from what the node last answered about this recipient; asks it now if it was not asked. */
  async soon(pubkey: Pubkey, parts: number): Promise<Msat | undefined> {
    return ofParts(await this.#last.soon(pubkey, () => this.#ask(pubkey)), parts)
  }

  /** The fee of one part. */
  async #ask(pubkey: Pubkey): Promise<Msat | undefined> {
    const { ready, capabilities, calls } = this.#node
    if (!isNodeKey(keyOf(pubkey)) || !ready || !capabilities.extension) return undefined
    const to = this.#store.senders.addressOf(pubkey)
    const fee = await calls.estimateMessageFee({ to, amountMsat: PART_MSAT })
    return fee.ok ? fee.value : undefined
  }
}

const ofParts = (fee: Msat | undefined, parts: number): Msat | undefined =>
  fee === undefined ? undefined : msat(fee * BigInt(parts))
