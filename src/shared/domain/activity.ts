import type { Msat } from '../money'
import type { Invoice } from './invoice'
import type { MessageId, Millis, Pubkey } from './ids'
import type { Payment, PaymentState } from './payment'

export const ACTIVITY_FILTERS = ['all', 'sent', 'received', 'waiting', 'unknown', 'failed'] as const
export type ActivityFilter = (typeof ACTIVITY_FILTERS)[number]

export const EXPORT_FORMATS = ['csv', 'json'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Rows written so far, and the total as far as it is known. */
export interface ExportProgress {
  readonly done: number
  readonly total: number
}

export type ActivityState = PaymentState | 'open' | 'paid' | 'expired' | 'received'

/** One row of the list. The details are requested separately. */
export interface ActivityRow {
  /** Stable key: `p:<hash>`, `i:<hash>` or `m:<id>`. */
  readonly key: string
  readonly kind: 'payment' | 'invoice' | 'message'
  readonly at: Millis
  readonly amountMsat: Msat
  readonly title: string
  /** Petname or short key of the counterparty, if known. */
  readonly counterparty: string | undefined
  /** The counterparty is only claimed by its message. */
  readonly unverified: boolean
  readonly state: ActivityState
  /** Only for an open invoice. */
  readonly expiresAt: Millis | undefined
  readonly alarm: boolean
}

/**
 * A page contains the rows strictly after this one. The list is ordered newest first; rows with the same time, latest
 * arrival first.
 */
export interface ActivityCursor {
  readonly at: Millis
  readonly key: string
}

/** Sum over one local day, of all its rows that match filter and search. */
export interface ActivityDay {
  /** Local midnight. */
  readonly startsAt: Millis
  /** Received minus sent, settled rows only. */
  readonly sumMsat: Msat
}

export interface ActivityPage {
  readonly rows: readonly ActivityRow[]
  /** Every day that has a row in this page. */
  readonly days: readonly ActivityDay[]
  readonly next: ActivityCursor | undefined
}

export interface ActivityTotals {
  readonly count: number
  readonly sentMsat: Msat
  readonly receivedMsat: Msat
  /** Row counts per filter, for the tabs. */
  readonly counts: Readonly<Record<ActivityFilter, number>>
}

/** The position of a message in the inbox. */
export interface MessagePlace {
  readonly from: Pubkey
  /** Petname; empty if there is none. */
  readonly name: string
  readonly seq: number
}

export type ActivityDetails =
  | {
      readonly kind: 'payment'
      readonly payment: Payment
      readonly payeeName: string | undefined
      /** The message that carried the invoice, if there was one. */
      readonly message: MessagePlace | undefined
    }
  | { readonly kind: 'invoice'; readonly invoice: Invoice }
  | {
      readonly kind: 'message'
      readonly id: MessageId
      readonly message: MessagePlace
      readonly amountMsat: Msat
      readonly at: Millis
      readonly note: string
    }
