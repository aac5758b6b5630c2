import type { Millis } from '../../../shared/domain/ids'
import { isNodeKey } from '../../../shared/domain/sender'
import type { NodeMessage } from '../api'

/** The year 2009: before it there was no payment that could carry a message. Seconds since 1970. */
const EARLIEST = 1_230_768_000n
/** The largest time of JavaScript. Seconds since 1970. */
const LATEST = 8_640_000_000_000n

/**
 * `from_pubkey` is the sender that the node vouches for. A node with the extension puts a sender that a message only
 * names into `claimed_pubkey` (proto/imp/extension/v1/node.proto).
 */
export function senderFields(from: string, claimedPubkey: string): Pick<NodeMessage, 'from' | 'claimed'> {
  return from === '' && isNodeKey(claimedPubkey)
    ? { from: claimedPubkey, claimed: true }
    : { from, claimed: false }
}

/** Converts `settled_at` of the extension, in seconds since 1970. Undefined if it is missing or not plausible. */
export function settledAtOf(seconds: bigint | undefined): Millis | undefined {
  return seconds === undefined || seconds < EARLIEST || seconds > LATEST ? undefined : Number(seconds) * 1000
}
