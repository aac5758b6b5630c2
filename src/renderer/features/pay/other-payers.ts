import type { AppState } from '../../../shared/domain/app-state'
import type { Network } from '../../../shared/domain/network'
import type { SavedNode } from '../../../shared/domain/node'

/** The other saved nodes that may be able to pay an invoice of this network. */
export function otherPayers(state: AppState | undefined, network: Network): readonly SavedNode[] {
  return (state?.nodes ?? []).filter(
    ({ id, demo, lnd }) =>
      id !== state?.node?.id &&
      !demo &&
      (lnd === undefined || (lnd.network === network && lnd.rights !== 'receive-only'))
  )
}
