import { scanForInvoices } from '../../../shared/bolt11'
import { PODCAST } from '../../../shared/domain/message'
import { amountText } from '../../../shared/money'
import { looksEmpty } from '../../../shared/visible-text'
import { withoutInvoices } from '../../../shared/without-invoices'
import type { ConversationRow } from '../../store/conversations'
import type { Store } from '../../store/store'
import { lineOf } from './message-view'
import { podcastLine } from './podcast'
import { storedPodcast } from './stored-podcast'

const LENGTH = 120
/** A message that begins with an invoice. The invoice's letters tell the person nothing, so the line names its amount. */
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
      ? lineOf(lastKind === 'invoice' ? lineOfInvoice(lastText) : lastText, LENGTH)
      : lineOf(podcastLine(podcast), LENGTH)
  return lastDirection === 'out' ? `You: ${line}` : line
}

/** The words beside an invoice, or its amount if there are none. */
function lineOfInvoice(text: string): string {
  if (!BEGINS_WITH_INVOICE.test(text)) return text
  const { invoices } = scanForInvoices(text)
  const [first] = invoices
  if (first === undefined) return text
  const words = withoutInvoices(text, invoices)
  if (!looksEmpty(words)) return words
  return first.amountMsat === undefined
    ? 'Invoice without an amount'
    : `Invoice for ${amountText(first.amountMsat, 'sats', 'en')}`
}
