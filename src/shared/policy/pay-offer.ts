import type { MessageId } from '../domain/ids'
import type { PayCard, PayWarning } from '../domain/pay-card'
import type { Msat } from '../money'

/** What a button on a notification pays: the invoice of a message, at the amount that the button names. */
export interface PayOffer {
  /** `Pay 2,500 sats` */
  readonly label: string
  readonly invoice: string
  readonly amountMsat: Msat
  readonly messageId: MessageId
}

export type OfferedCard = Pick<PayCard, 'invoice' | 'amountMsat' | 'verdict' | 'warnings'>

/** Facts that nobody has to weigh before paying. Every other warning has to be read, and for that there is the card. */
const MERE_FACTS: ReadonlySet<PayWarning> = new Set(['description-hash-only', 'payee-unknown'])

/** What may be paid from a notification: only what one click on the card would pay, with nothing on it to be read first. */
export function payOffer(
  { invoice, amountMsat, verdict, warnings }: OfferedCard,
  messageId: MessageId,
  words: (amount: Msat) => string
): PayOffer | undefined {
  if (verdict.kind !== 'one-click' || amountMsat === undefined) return undefined
  if (!warnings.every((warning) => MERE_FACTS.has(warning))) return undefined
  return { label: `Pay ${words(amountMsat)}`, invoice, amountMsat, messageId }
}
