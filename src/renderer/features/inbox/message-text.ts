import type { Message } from '../../../shared/domain/message'
import { messageCost } from '../../../shared/message-cost'
import { looksEmpty, visibleText } from '../../../shared/visible-text'
import { withoutInvoices } from '../../../shared/without-invoices'

/**
 * The text without the invoices that are shown as cards below it. Undefined if nothing else is left. `whole`: a part of the
 * text, in place of all of it.
 */
export function wordsOf({ text, invoices }: Message, whole = text): string | undefined {
  const words = visibleText(withoutInvoices(whole, invoices)).trim()
  return looksEmpty(words) ? undefined : words
}

/** Whether a message brought more money than it cost to send. */
export function carriesGift(message: Message): boolean {
  return message.direction === 'in' && message.amountSat > messageCost(message.byteLength)
}

/** The parts of a text that match a term of the search, for highlighting. */
export function matches(
  text: string,
  query: string
): readonly { readonly text: string; readonly hit: boolean }[] {
  const words = query.split(/\s+/u).filter((word) => word !== '')
  if (words.length === 0) return [{ text, hit: false }]
  const pattern = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&')).join('|')
  return text
    .split(new RegExp(`(${pattern})`, 'giu'))
    .map((part, index) => ({ text: part, hit: index % 2 === 1 }))
    .filter((part) => part.text !== '')
}
