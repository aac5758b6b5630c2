import { amountText, satToMsat, type Sat } from '../../../shared/money'
import { keyOf } from '../../../shared/domain/sender'
import { isDid } from '../../../shared/message-cost'
import { LOCALE } from '../../lib/format'

/** The cost of a message, for a button label. Always in sats, because it is a few of them. */
export function costText(cost: Sat, demo: boolean, recipient: string): string {
  return `${isDid(keyOf(recipient)) ? 'about ' : ''}${demo ? 'play ' : ''}${amountText(satToMsat(cost), 'sats', LOCALE)}`
}
