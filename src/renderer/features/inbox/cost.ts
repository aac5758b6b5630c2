import { amountText, satToMsat, type Sat } from '../../../shared/money'
import { keyOf } from '../../../shared/domain/sender'
import { isDid } from '../../../shared/message-cost'
import { LOCALE } from '../../lib/format'

/** What a message to somebody costs, as its buttons say it: always in sats, because it is a handful of them. */
export function costText(cost: Sat, demo: boolean, recipient: string): string {
  return `${isDid(keyOf(recipient)) ? 'about ' : ''}${demo ? 'play ' : ''}${amountText(satToMsat(cost), 'sats', LOCALE)}`
}
