import type { AppState } from '../../../shared/domain/app-state'
import type { SavedNode } from '../../../shared/domain/node'
import type { PayCard, PayWarning } from '../../../shared/domain/pay-card'
import { satToMsat, type Msat } from '../../../shared/money'

const DOUBTS: readonly PayWarning[] = [
  'sender-unverified',
  'payee-not-comparable',
  'payee-not-sender',
  'payee-lookalike'
]

/**
 * The other saved nodes that may be able to pay the invoice. None if its message gives reason for doubt about the payee:
 * the other node has no record of the message, so its card would not show the doubt, and one click may pay.
 */
export function otherPayers(state: AppState | undefined, card: PayCard): readonly SavedNode[] {
  const isDoubtful =
    card.sender?.unprovenName !== undefined || card.warnings.some((warning) => DOUBTS.includes(warning))
  if (isDoubtful) return []
  return (state?.nodes ?? []).filter(
    ({ id, demo, lnd, lastSpendable }) =>
      id !== state?.node?.id &&
      !demo &&
      lnd?.rights !== 'receive-only' &&
      // A node whose network is not known may be on another one. Its card then says so.
      (lnd?.network ?? lastSpendable?.network ?? card.network) === card.network
  )
}

/**
 * Whether the node may be able to pay, as far as the wallet knows. False if it could not send this much when the wallet
 * was last connected to it, and if the person has to repair the connection first.
 */
export function mayPay(node: SavedNode, amountMsat: Msat | undefined): boolean {
  if (node.lastSpendable === undefined || amountMsat === undefined) return node.lastFailure === undefined
  return couldSend(node, amountMsat)
}

/**
 * Whether the node could send this much when the wallet was last connected to it. False if that is not known, and if the
 * person has to repair the connection first.
 */
export function couldSend({ lastSpendable, lastFailure }: SavedNode, amountMsat: Msat): boolean {
  if (lastSpendable === undefined || lastFailure !== undefined) return false
  return satToMsat(lastSpendable.spendableSat) >= amountMsat
}
