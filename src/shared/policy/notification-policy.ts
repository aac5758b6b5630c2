import { isClaimed, UNVERIFIED } from '../domain/sender'
import type { MessageId, Pubkey } from '../domain/ids'
import type { Invoice } from '../domain/invoice'
import type { MessageKind, SenderSettings } from '../domain/message'
import type { SettledMessage } from '../domain/outgoing'
import type { Payment } from '../domain/payment'
import type { Settings } from '../domain/settings'
import type { OpenTarget } from '../ipc/contract'
import { formatAmount, type Msat, type Sat } from '../money'
import { visibleLine } from '../visible-text'
import { payOffer, type OfferedCard, type PayOffer } from './pay-offer'

/** The events that may lead to a notification. */
export type NotificationEvent =
  | { readonly kind: 'message'; readonly message: ArrivedMessage }
  | { readonly kind: 'invoice-paid'; readonly invoice: Invoice }
  | { readonly kind: 'payment-ended'; readonly payment: Payment }
  | { readonly kind: 'message-settled'; readonly message: SettledMessage }

/** The part of a message that is used here. */
export interface ArrivedMessage {
  readonly seq: number
  readonly id: MessageId
  readonly from: Pubkey
  readonly sender: SenderSettings
  readonly kind: MessageKind
  readonly amountSat: Sat
  /** One line of the text; empty if there is none. */
  readonly line: string
  readonly invoice: { readonly amountMsat: Msat | undefined } | undefined
}

export interface NotificationContext {
  readonly settings: Pick<Settings, 'notificationPrivacy' | 'notifyPaidInvoices' | 'strangerMinSat' | 'unit'>
  /** The window has the focus, so the person sees what happens there. */
  readonly focused: boolean
  /** The person muted notifications for an hour. */
  readonly muted: boolean
  /** The node has play money. This is shown with every amount. */
  readonly demo: boolean
  /** The current card of a message's invoice. */
  readonly cardOf: (message: MessageId) => OfferedCard | undefined
}

/** The text of a notification, and where a click on it leads. */
export interface NotificationContent {
  readonly title: string
  /** May be empty. */
  readonly body: string
  readonly target: OpenTarget
  /**
   * The payment that a button offers, on systems with buttons. A click on the notification itself opens the card
   * instead.
   */
  readonly pay?: PayOffer
}

/** Summaries read "100 or more" from here. */
export const SUMMARY_COUNT_LIMIT = 100

/** Length of text that notifications show on any system. UTF-16 units. */
const MAX_TEXT = 160

/** Whether an event deserves a notification. */
export function isNotifiable(
  event: NotificationEvent,
  { settings, focused, muted }: NotificationContext
): boolean {
  if (settings.notificationPrivacy === 'off' || focused || muted) return false
  switch (event.kind) {
    case 'message': {
      const { kind, sender, amountSat } = event.message
      // Sending costs a satoshi, so anyone can write. For senders without a petname the person can set a minimum amount.
      const asked = sender.petname === '' ? BigInt(settings.strangerMinSat) : 0n
      return kind !== 'machine' && !sender.muted && amountSat >= sender.minSats && amountSat >= asked
    }
    case 'invoice-paid':
      return settings.notifyPaidInvoices
    case 'payment-ended':
      return event.payment.state !== 'sending'
    case 'message-settled':
      // Success is expected, so only other outcomes notify.
      return event.message.state !== 'sent'
  }
}

/**
 * One notification per kind of event: the event itself if there is one, a summary if there are more. The caller has
 * filtered the events with `isNotifiable`.
 */
export function notificationsFor(
  events: readonly NotificationEvent[],
  context: NotificationContext
): readonly NotificationContent[] {
  const messages = events.flatMap((one) => (one.kind === 'message' ? [one.message] : []))
  const paid = events.flatMap((one) => (one.kind === 'invoice-paid' ? [one.invoice] : []))
  const ended = events.flatMap((one) => (one.kind === 'payment-ended' ? [one.payment] : []))
  const settled = events.flatMap((one) => (one.kind === 'message-settled' ? [one.message] : []))
  return [
    ...one(messages, messageNotice, messagesNotice, context),
    ...one(paid, paidNotice, paidManyNotice, context),
    ...one(ended, endedNotice, endedManyNotice, context),
    ...one(settled, settledNotice, settledManyNotice, context)
  ]
}

function one<Item>(
  items: readonly Item[],
  single: (item: Item, context: NotificationContext) => NotificationContent,
  many: (items: readonly Item[], context: NotificationContext) => NotificationContent,
  context: NotificationContext
): readonly NotificationContent[] {
  const [first, ...others] = items
  if (first === undefined) return []
  return [others.length === 0 ? single(first, context) : many(items, context)]
}

/** Whether the privacy setting allows a part. Fails closed: an unknown level allows neither. */
function mayShow(what: 'sender' | 'text', { settings }: NotificationContext): boolean {
  const level = settings.notificationPrivacy
  return level === 'text' || (level === 'sender' && what === 'sender')
}

/** The petname. A bare key means nothing to a person and reveals too much to a bystander. */
function nameOf({ sender, from }: ArrivedMessage, context: NotificationContext): string {
  return mayShow('sender', context) ? marked(visibleLine(sender.petname), from) : ''
}

/** An empty name stays empty: without a name there is no claim to mark. */
const marked = (name: string, sender: Pubkey): string =>
  name !== '' && isClaimed(sender) ? `${name} (${UNVERIFIED})` : name

function messageNotice(message: ArrivedMessage, context: NotificationContext): NotificationContent {
  const target: OpenTarget = { to: 'conversation', pubkey: message.from, seq: message.seq }
  const name = nameOf(message, context)
  const { invoice } = message
  const fact = invoice === undefined ? 'New message' : 'New message with an invoice'
  if (mayShow('text', context)) {
    const amount = invoice?.amountMsat
    const asks = amount === undefined ? undefined : `asks for ${amountWords(amount, context)}`
    const title = asks === undefined ? name || fact : `${name || marked('Someone', message.from)} ${asks}`
    return { title, body: cut(message.line), target, ...offerOf(message, context) }
  }
  if (name === '') return { title: fact, body: '', target }
  return { title: name, body: invoice === undefined ? 'New message' : 'New invoice', target }
}

/** An offer only beside an amount that is shown. */
function offerOf(
  { id, invoice }: ArrivedMessage,
  context: NotificationContext
): Pick<NotificationContent, 'pay'> {
  const card = invoice === undefined ? undefined : context.cardOf(id)
  const pay = card && payOffer(card, id, (amount) => amountWords(amount, context))
  return pay === undefined ? {} : { pay }
}

function messagesNotice(
  messages: readonly ArrivedMessage[],
  context: NotificationContext
): NotificationContent {
  const [first] = messages
  const last = messages.at(-1)
  const summary = `${count(messages)} new messages`
  if (first === undefined || last === undefined || messages.some(({ from }) => from !== first.from))
    return { title: summary, body: '', target: { to: 'inbox' } }
  const target: OpenTarget = { to: 'conversation', pubkey: first.from, seq: first.seq }
  const name = nameOf(last, context)
  return name === '' ? { title: summary, body: '', target } : { title: name, body: summary, target }
}

function paidNotice(
  { amountMsat, memo, paymentHash }: Invoice,
  context: NotificationContext
): NotificationContent {
  const target: OpenTarget = { to: 'invoice', paymentHash }
  if (mayShow('text', context))
    return { title: `${amountWords(amountMsat, context)} received`, body: cut(visibleLine(memo)), target }
  const body = mayShow('sender', context) ? 'Open the wallet to see which' : ''
  return { title: 'Invoice paid', body, target }
}

function paidManyNotice(invoices: readonly Invoice[]): NotificationContent {
  return { title: `${count(invoices)} invoices paid`, body: '', target: { to: 'activity', key: undefined } }
}

function endedNotice(payment: Payment, context: NotificationContext): NotificationContent {
  const { state, amountMsat, description, paymentHash } = payment
  const target: OpenTarget = { to: 'activity', key: `p:${paymentHash}` }
  if (!mayShow('text', context)) return { title: ENDED[state], body: '', target }
  const amount = amountWords(amountMsat, context)
  const about = visibleLine(description ?? '')
  return { title: ENDED[state], body: cut(about === '' ? amount : `${amount} · ${about}`), target }
}

function endedManyNotice(payments: readonly Payment[]): NotificationContent {
  const failed = payments.filter(({ state }) => state !== 'succeeded').length
  const body = failed === 0 ? '' : failed === 1 ? '1 needs attention' : `${failed} need attention`
  return { title: `${count(payments)} payments finished`, body, target: { to: 'activity', key: undefined } }
}

const ENDED: Record<Payment['state'], string> = {
  sending: 'Payment on its way',
  succeeded: 'Payment sent',
  failed: 'Payment failed',
  unknown: 'Payment outcome unknown'
}

function settledNotice(message: SettledMessage, context: NotificationContext): NotificationContent {
  const to = mayShow('sender', context) ? marked(visibleLine(message.petname), message.to) : ''
  const words = [to === '' ? '' : `To ${to}`, mayShow('text', context) ? message.line : '']
  const body = cut(words.filter((part) => part !== '').join(': '))
  return { title: SETTLED[message.state], body, target: placeOf(message) }
}

function settledManyNotice(messages: readonly SettledMessage[]): NotificationContent {
  const [first] = messages
  const title = messages.every(({ state }) => state === 'failed')
    ? `${count(messages)} messages not sent`
    : `${count(messages)} messages may not have been sent`
  const one = first !== undefined && messages.every(({ to }) => to === first.to)
  return { title, body: '', target: one ? placeOf(first) : { to: 'inbox' } }
}

const placeOf = ({ to, seq }: SettledMessage): OpenTarget => ({ to: 'conversation', pubkey: to, seq })

const SETTLED: Record<SettledMessage['state'], string> = {
  sent: 'Message sent',
  failed: 'Message not sent',
  unknown: 'Message outcome unknown'
}

function count({ length }: readonly unknown[]): string {
  return length < SUMMARY_COUNT_LIMIT ? `${length}` : `${SUMMARY_COUNT_LIMIT} or more`
}

function amountWords(amount: Msat, { settings, demo }: NotificationContext): string {
  const { sign, digits, unit, unitPosition } = formatAmount(amount, settings.unit)
  if (unitPosition === 'after') return `${sign}${digits} ${demo ? 'play ' : ''}${unit}`
  return `${sign}${unit}${digits}${demo ? ' play money' : ''}`
}

function cut(text: string): string {
  const characters = [...text]
  return characters.length <= MAX_TEXT ? text : `${characters.slice(0, MAX_TEXT - 1).join('')}…`
}
