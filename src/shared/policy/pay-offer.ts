import type { MessageId } from '../domain/ids'
import type { PayCard, PayWarning } from '../domain/pay-card'
import type { Msat } from '../money'

/** The payment that a button on a notification makes: the invoice of a message, with the amount on the button. */
export interface PayOffer {
  /** `Pay 2,500 sats` */
  readonly label: string
  readonly invoice: string
  readonly amountMsat: Msat
  readonly messageId: MessageId
}

export type OfferedCard = Pick<PayCard, 'invoice' | 'amountMsat' | 'verdict' | 'warnings'>

/** Warnings that need no decision. Any other warning must be read first, on the card. */
const INFORMATIVE_WARNINGS: ReadonlySet<PayWarning> = new Set(['description-hash-only', 'payee-unknown'])

/** The payment to offer in a notification. Only if one click on the card would pay it and no warning must be read first. */
export function payOffer(
  { invoice, amountMsat, verdict, warnings }: OfferedCard,
  messageId: MessageId,
  words: (amount: Msat) => string
): PayOffer | undefined {
  if (verdict.kind !== 'one-click' || amountMsat === undefined) return undefined
  if (!warnings.every((warning) => INFORMATIVE_WARNINGS.has(warning))) return undefined
  return { label: `Pay ${words(amountMsat)}`, invoice, amountMsat, messageId }
}
