import type { Pubkey } from '../../../shared/domain/ids'
import type { SendRefusal } from '../../../shared/domain/outgoing'
import { keyOf } from '../../../shared/domain/sender'
import { isRecipient, MAX_MESSAGE_BYTES, messageCost } from '../../../shared/message-cost'
import type { Sat } from '../../../shared/money'
import { judgeMessage, SPENDING_DAY_MS, type SpendingLimits } from '../../../shared/policy/spending'
import type { Clock } from '../../clock'
import type { Store } from '../../store/store'
import type { WalletNode } from '../node'
import type { SendArgs } from './outgoing-message'

export interface SendRefusalsDeps {
  readonly store: Store
  readonly node: WalletNode
  readonly limits: () => SpendingLimits
  readonly clock: Clock
}

type Consent = Pick<SendArgs, 'confirmed' | 'asksFirst'>

/** Why a message is not sent, before anything is written. Undefined: nothing is against it. */
export class SendRefusals {
  readonly #deps: SendRefusalsDeps

  constructor(deps: SendRefusalsDeps) {
    this.#deps = deps
  }

  of({ text, pubkey, maxCostSat, ...order }: SendArgs): SendRefusal | undefined {
    const bytes = Buffer.byteLength(text, 'utf8')
    if (text.trim() === '') return 'nothing-written'
    if (bytes > MAX_MESSAGE_BYTES) return 'too-long'
    const costSat = messageCost(bytes, keyOf(pubkey))
    if (costSat > maxCostSat) return 'costs-more'
    return this.ofCost(pubkey, costSat, order)
  }

  /** For a message that is already written: whether it may be sent at this cost. */
  ofCost(pubkey: Pubkey, costSat: Sat, { confirmed, asksFirst = false }: Consent): SendRefusal | undefined {
    const asks = asksFirst || !this.isWithinLimits(costSat)
    return asks && !confirmed ? 'needs-confirmation' : this.#nodeRefusal(pubkey)
  }

  /** Whether one click may send a message of this cost. */
  isWithinLimits(costSat: Sat): boolean {
    const { store, clock, limits, node } = this.#deps
    const spentByClickSat = store.oneClickSince(clock.now() - SPENDING_DAY_MS)
    const verdict = judgeMessage(costSat, node.capabilities, { limits: limits(), spentByClickSat })
    return verdict.kind === 'one-click'
  }

  #nodeRefusal(pubkey: Pubkey): SendRefusal | undefined {
    const { node } = this.#deps
    if (!isRecipient(keyOf(pubkey))) return 'no-recipient'
    if (!node.ready) return 'not-connected'
    return node.capabilities.sendMessage ? undefined : 'node-cannot-send'
  }
}
