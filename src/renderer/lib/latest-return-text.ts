import type { LatestReturn } from '../../shared/domain/payment'
import { formatDateTime, LOCALE } from './format'

/** Until when a payment that is under way can settle: the approximate time and the block height. */
export function latestReturnText({ at, height }: LatestReturn, now: number): string {
  const block = height.toLocaleString(LOCALE)
  return `Until about ${formatDateTime(at, now)}, block ${block}. If it does not, all of it comes back.`
}
