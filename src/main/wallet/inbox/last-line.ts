import { scanForInvoices } from '../../../shared/bolt11'
import { PODCAST } from '../../../shared/domain/message'
import { amountText } from '../../../shared/money'
import { looksEmpty } from '../../../shared/visible-text'
import type { ConversationRow } from '../../store/conversations'
import type { Store } from '../../store/store'
import { lineOf } from './message-view'
import { podcastLine } from './podcast'
import { storedPodcast } from './stored-podcast'

const LENGTH = 120
/** The text of the line would begin with an invoice, which nobody reads. */
const BEGINS_WITH_INVOICE = /^\s*(?:lightning:)?ln[a-z0-9]{20}/iu

/**
 * One line about the last message of a conversation. Empty for machine messages, which are counted instead, except for
 * payments that were streamed to a podcast.
 */
export function lastLine(
  store: Store,
  { lastSeq, lastKind, lastServiceType, lastText, lastDirection }: ConversationRow
): string {
  const podcast = lastServiceType === PODCAST ? storedPodcast(store, lastSeq) : undefined
  if (lastKind === 'machine') return podcast === undefined ? '' : lineOf(podcastLine(podcast), LENGTH)
  const line =
    podcast === undefined
      ? lineOf(lastKind === 'invoice' ? withoutInvoice(lastText) : lastText, LENGTH)
      : lineOf(podcastLine(podcast), LENGTH)
  return lastDirection === 'out' ? `You: ${line}` : line
}

/** The words beside an invoice, or its amount if there are none. */
function withoutInvoice(text: string): string {
  if (!BEGINS_WITH_INVOICE.test(text)) return text
  const { invoices } = scanForInvoices(text)
  const [first] = invoices
  if (first === undefined) return text
  const words = invoices.reduce(
    (rest, { invoice }) => rest.replace(new RegExp(`(?:lightning:)?${invoice}`, 'giu'), ''),
    text
  )
  if (!looksEmpty(words)) return words
  return first.amountMsat === undefined
    ? 'Invoice without an amount'
    : `Invoice for ${amountText(first.amountMsat, 'sats', 'en')}`
}
