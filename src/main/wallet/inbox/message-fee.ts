import type { Pubkey } from '../../../shared/domain/ids'
import { isNodeKey, keyOf } from '../../../shared/domain/sender'
import { PART_MSAT } from '../../../shared/message-cost'
import { msat, type Msat } from '../../../shared/money'
import type { Store } from '../../store/store'
import type { WalletNode } from '../node'

/**
 * The node's estimate of the fees of all parts of a message. Undefined if the node gives none; sending does not depend
 * on it.
 */
export async function messageFee(
  { store, node }: { readonly store: Store; readonly node: WalletNode },
  pubkey: Pubkey,
  parts: number
): Promise<Msat | undefined> {
  if (!isNodeKey(keyOf(pubkey)) || !node.ready || !node.capabilities.extension) return undefined
  const to = store.senders.addressOf(pubkey)
  const fee = await node.calls.estimateMessageFee({ to, amountMsat: PART_MSAT })
  return fee.ok ? msat(fee.value * BigInt(parts)) : undefined
}
