import type { ActivityDetails } from '../../../shared/domain/activity'
import type { Pubkey } from '../../../shared/domain/ids'
import { endedAtOf } from '../../../shared/domain/payment'
import { isClaimed, keyOf } from '../../../shared/domain/sender'
import { sat, satToMsat, type Msat } from '../../../shared/money'
import { rfc3339 } from './proof-of-payment'

/** One entry of the activity list for accounting. Amounts are decimal text, so that no program rounds them. */
export interface ExportRow {
  /** RFC 3339, UTC, like all times here. */
  readonly time: string
  readonly kind: 'payment' | 'invoice' | 'message'
  readonly direction: 'sent' | 'received'
  readonly state: string
  readonly amount_sat: string
  readonly amount_msat: string
  readonly description: string
  readonly counterparty_name: string
  readonly counterparty_key: string
  /** `yes` if the counterparty is only claimed by its message, and nothing proves that it holds the key. */
  readonly unverified: string
  /** The fee of a payment; empty if the node does not report it. */
  readonly fee_msat: string
  readonly network: string
  readonly payment_hash: string
  readonly preimage: string
  /** `verified`, `unavailable` or `mismatch`; only for a payment that succeeded. */
  readonly proof: string
  /** Why a payment failed, or why its outcome is unknown. */
  readonly reason: string
  /**
   * When the payment ended. Empty if the success was learned later, by a check or a retry, and the node does not report
   * when it was paid.
   */
  readonly settled: string
  /** When the wallet learned the outcome of a payment. */
  readonly learned: string
  /** Time of the last attempt of a payment; `time` is the first. */
  readonly last_attempt: string
  readonly attempts: string
  readonly expires: string
  readonly message_id: string
  readonly note: string
  readonly invoice: string
}

export const EXPORT_COLUMNS = [
  ...(['time', 'kind', 'direction', 'state', 'amount_sat', 'amount_msat', 'description'] as const),
  ...([
    'counterparty_name',
    'counterparty_key',
    'network',
    'payment_hash',
    'preimage',
    'proof',
    'reason'
  ] as const),
  ...([
    'settled',
    'expires',
    'message_id',
    'note',
    'invoice',
    'learned',
    'last_attempt',
    'attempts'
  ] as const),
  'unverified',
  'fee_msat'
] satisfies readonly (keyof ExportRow)[]

const NOTHING = {
  ...{
    description: '',
    counterparty_name: '',
    counterparty_key: '',
    network: '',
    payment_hash: '',
    preimage: ''
  },
  proof: '',
  reason: '',
  settled: '',
  expires: '',
  message_id: '',
  note: '',
  invoice: '',
  learned: '',
  last_attempt: '',
  attempts: '',
  unverified: '',
  fee_msat: ''
}

/** `title` is the title of the list row. For a message it is the beginning of the text. */
export function exportRowOf(details: ActivityDetails, title: string): ExportRow {
  switch (details.kind) {
    case 'payment': {
      const { payment } = details
      return {
        ...NOTHING,
        time: rfc3339(payment.createdAt),
        kind: 'payment',
        direction: 'sent',
        state: payment.state,
        ...amounts(payment.amountMsat),
        description: payment.description ?? '',
        counterparty_name: details.payeeName ?? '',
        counterparty_key: payment.payee,
        network: payment.network,
        payment_hash: payment.paymentHash,
        preimage: payment.preimage ?? '',
        proof: payment.proof ?? '',
        reason: payment.failure ?? payment.unknown ?? '',
        settled: optionalTime(endedAtOf(payment)),
        learned: optionalTime(payment.settledAt),
        last_attempt: rfc3339(payment.sentAt),
        attempts: String(payment.attempts),
        expires: rfc3339(payment.expiresAt),
        message_id: payment.messageId ?? '',
        note: payment.note,
        invoice: payment.invoice,
        fee_msat: payment.feeMsat?.toString() ?? ''
      }
    }
    case 'invoice': {
      const { invoice } = details
      return {
        ...NOTHING,
        time: rfc3339(invoice.createdAt),
        kind: 'invoice',
        direction: 'received',
        state: invoice.state,
        ...amounts(invoice.amountMsat),
        description: invoice.memo,
        network: invoice.network,
        payment_hash: invoice.paymentHash,
        settled: optionalTime(invoice.paidAt),
        expires: rfc3339(invoice.expiresAt),
        note: invoice.note,
        invoice: invoice.invoice
      }
    }
    case 'message':
      return {
        ...NOTHING,
        time: rfc3339(details.at),
        kind: 'message',
        direction: 'received',
        state: 'received',
        ...amounts(details.amountMsat),
        description: title,
        counterparty_name: details.message.name,
        counterparty_key: keyOf(details.message.from),
        unverified: unverified(details.message.from),
        settled: rfc3339(details.at),
        message_id: details.id,
        note: details.note
      }
  }
}

/** The field of a sender: `yes`, or empty. */
export const unverified = (sender: Pubkey): string => (isClaimed(sender) ? 'yes' : '')

function amounts(amountMsat: Msat): { readonly amount_sat: string; readonly amount_msat: string } {
  const whole = sat(amountMsat / 1000n)
  const rest = amountMsat - satToMsat(whole)
  const fraction = rest === 0n ? '' : `.${rest.toString().padStart(3, '0')}`
  return { amount_sat: `${whole}${fraction}`, amount_msat: amountMsat.toString() }
}

const optionalTime = (millis: number | undefined): string => (millis === undefined ? '' : rfc3339(millis))
