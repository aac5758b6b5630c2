import { amountText, satToMsat, type Sat } from '../../../shared/money'
import { LOCALE } from '../../lib/format'

/** What a message costs, as its buttons say it: always in sats, because it is a handful of them. */
export function costText(cost: Sat, demo: boolean): string {
  return `${demo ? 'play ' : ''}${amountText(satToMsat(cost), 'sats', LOCALE)}`
}
