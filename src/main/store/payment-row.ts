import { NETWORKS, type Network } from '../../shared/domain/network'
import type { MessageId, Millis, PaymentHash, Pubkey } from '../../shared/domain/ids'
import {
  PAYMENT_FAILURES,
  PAYMENT_UNKNOWNS,
  type LatestReturn,
  type Payment,
  type PaymentFailureCode,
  type PaymentState,
  type PaymentUnknownCode,
  type ProofState
} from '../../shared/domain/payment'
import { TEXT_SOURCES, type TextSource } from '../../shared/domain/text-source'
import { msat, type Msat } from '../../shared/money'
import type { Row } from './row'

/** A payment about to be sent. */
export interface PaymentDraft {
  readonly paymentHash: PaymentHash
  readonly invoice: string
  readonly amountMsat: Msat
  readonly description: string | undefined
  readonly payee: Pubkey
  readonly network: Network
  readonly expiresAt: Millis
  readonly messageId: MessageId | undefined
  /** Counts toward the limit of one-click payments. */
  readonly oneClick: boolean
  /** The largest fee; undefined if the node applies no fee limit. */
  readonly feeLimitMsat?: Msat | undefined
}

/** The outcome of a payment. */
export type PaymentOutcome =
  | {
      readonly state: 'succeeded'
      readonly preimage: string | undefined
      readonly proof: ProofState
      /** The fee; undefined if the node does not report it. */
      readonly feeMsat?: Msat | undefined
      /** When it was paid by the node's clock, if the node reports that. */
      readonly paidAt?: Millis | undefined
    }
  | { readonly state: 'failed'; readonly code: PaymentFailureCode; readonly nodeText: string | undefined }
  | {
      readonly state: 'unknown'
      readonly code: PaymentUnknownCode
      readonly nodeText: string | undefined
      /** Who wrote `nodeText`. For a failure it is always the node, because nothing else proves one. */
      readonly said: TextSource | undefined
    }

const STATES = ['sending', 'succeeded', 'failed', 'unknown'] as const satisfies readonly PaymentState[]
const PROOFS = ['verified', 'unavailable', 'mismatch'] as const satisfies readonly ProofState[]

/** All columns of a payment, as `paymentOf` reads them. */
export const SELECT_PAYMENTS = `SELECT p.*, coalesce(n.note, '') AS note FROM payments p
  LEFT JOIN notes n ON n.key = 'p:' || p.payment_hash`

function optionalMsat(row: Row, name: string): Msat | undefined {
  const value = row.optionalBig(name)
  return value === undefined ? undefined : msat(value)
}

function latestReturnOf(row: Row): LatestReturn | undefined {
  const height = row.optionalInt('return_height')
  const at = row.optionalInt('return_at')
  return height === undefined || at === undefined ? undefined : { height, at }
}

export function paymentOf(row: Row): Payment {
  const messageId = row.optionalText('message_id')
  return {
    paymentHash: row.text('payment_hash') as PaymentHash,
    invoice: row.text('invoice'),
    amountMsat: msat(row.big('amount_msat')),
    description: row.optionalText('description'),
    payee: row.text('payee') as Pubkey,
    network: row.oneOf('network', NETWORKS),
    expiresAt: row.int('expires_at'),
    state: row.oneOf('state', STATES),
    failure: row.optionalOneOf('failure', PAYMENT_FAILURES),
    unknown: row.optionalOneOf('unknown', PAYMENT_UNKNOWNS),
    nodeText: row.optionalText('node_text'),
    said: row.optionalOneOf('said', TEXT_SOURCES),
    feeMsat: optionalMsat(row, 'fee_msat'),
    feeLimitMsat: optionalMsat(row, 'fee_limit_msat'),
    latestReturn: latestReturnOf(row),
    preimage: row.optionalText('preimage'),
    proof: row.optionalOneOf('proof', PROOFS),
    attempts: row.int('attempts'),
    createdAt: row.int('created_at'),
    sentAt: row.int('sent_at'),
    isOneClick: row.flag('one_click'),
    // Only such a retry keeps the fee limit of the attempt before it.
    isRetryOfUnknown: row.optionalBig('earlier_fee_limit_msat') !== undefined,
    checkedAt: row.optionalInt('checked_at'),
    settledAt: row.optionalInt('settled_at'),
    learnedLate: row.flag('learned_late'),
    paidAt: row.optionalInt('paid_at'),
    messageId: messageId === undefined ? undefined : (messageId as MessageId),
    note: row.text('note')
  }
}
