import { capitalized } from '../../shared/copy/capitalized'
import { otherInvoiceState, type PayContext } from '../../shared/copy/pay'
import type { PayCard } from '../../shared/domain/pay-card'
import { amountText, type Unit } from '../../shared/money'
import { decisionKey } from '../../shared/short-key'
import { formatAtDateTime, formatDay, LOCALE } from './format'

/** What the messages about a pay card name, as text in the person's unit and time zone. */
export function payContext(
  { amountMsat, payee, payeeName, elsewhere, otherInvoice }: PayCard,
  unit: Unit,
  now: number
): PayContext {
  return {
    amount: amountMsat === undefined ? 'the amount' : amountText(amountMsat, unit, LOCALE),
    payee: payeeName ?? decisionKey(payee),
    elsewhere,
    elsewhereAt: elsewhere === undefined ? undefined : dayAndTime(elsewhere.sentAt, now),
    otherInvoice: otherInvoice === undefined ? undefined : triedText(otherInvoice, unit, now)
  }
}

function dayAndTime(at: number, now: number): string {
  const words = formatAtDateTime(at, now)
  return formatDay(at, now) === 'Today' ? `today ${words}` : words
}

function triedText(
  { sentAt, amountMsat, payee, payeeName, state }: NonNullable<PayCard['otherInvoice']>,
  unit: Unit,
  now: number
): string {
  const when = dayAndTime(sentAt, now)
  const what = `${amountText(amountMsat, unit, LOCALE)} to ${payeeName ?? decisionKey(payee)}`
  return `${capitalized(when)}, ${what}: ${otherInvoiceState[state]}.`
}
