import type { LatestReturn } from '../../backend'
import type { Payment } from './answers'

/** Bitcoin's target for the time between blocks. */
const SECONDS_PER_BLOCK = 600

/** The block height at which the last HTLC of a payment expires; undefined while it has none in flight. */
export function expiryHeightOf({ htlcs }: Pick<Payment, 'htlcs'>): number | undefined {
  const heights = htlcs.flatMap(({ status, route }) =>
    status === 'IN_FLIGHT' && route !== null ? [route.total_time_lock] : []
  )
  return heights.length === 0 ? undefined : Math.max(...heights)
}

/** `blockHeight` is the current height of the chain; `now` is in milliseconds since 1970. */
export function latestReturnAt(expiryHeight: number, blockHeight: number, now: number): LatestReturn {
  // An HTLC that has expired returns as soon as its channel is closed.
  const blocks = Math.max(0, expiryHeight - blockHeight)
  return { height: expiryHeight, at: Math.floor(now / 1000) + blocks * SECONDS_PER_BLOCK }
}
