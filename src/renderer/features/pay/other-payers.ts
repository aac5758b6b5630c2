import type { AppState } from '../../../shared/domain/app-state'
import type { SavedNode } from '../../../shared/domain/node'
import type { PayCard, PayWarning } from '../../../shared/domain/pay-card'

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
    ({ id, demo, lnd }) =>
      id !== state?.node?.id &&
      !demo &&
      (lnd === undefined || (lnd.network === card.network && lnd.rights !== 'receive-only'))
  )
}
