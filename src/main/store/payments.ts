import { NETWORKS, type Network } from '../../shared/domain/network'
import type { Millis, PaymentHash, Pubkey } from '../../shared/domain/ids'
import {
  PAYMENT_UNKNOWNS,
  type LatestReturn,
  type Payment,
  type PaymentUnknownCode,
  type ProofState
} from '../../shared/domain/payment'
import { msat, sat, type Msat, type Sat } from '../../shared/money'
import type { ActivityRepository } from './activity'
import type { Database } from './database'
import { paymentOf, SELECT_PAYMENTS, type PaymentDraft, type PaymentOutcome } from './payment-row'
import { isLate, isOf, plausiblePaidAt, refuseIllegal } from './payment-rules'
import { textSourceOf } from './text-source-of'

/** The most that the attempts of a payment may take in fees, as long as its fee is not known. */
const MOST_FEE = 'max(coalesce(fee_limit_msat, 0), coalesce(earlier_fee_limit_msat, 0))'

const paymentKey = (paymentHash: PaymentHash): string => `p:${paymentHash}`

/**
 * The journal: one row per payment hash, with the transitions of `mayBecome`. A row belongs to one invoice. A payee can
 * make a second invoice with the same payment hash and another amount; that one is never paid on this row.
 */
export class PaymentsRepository {
  private readonly select
  private readonly insert
  private readonly updateBegin
  private readonly updateOutcome
  private readonly updateProof
  private readonly updateInFlight
  private readonly updateHeld
  private readonly selectProven
  private readonly selectProvenBefore
  private readonly selectEarlier
  private readonly selectLargestFee
  private readonly selectToPayee
  private readonly sumOneClick

  constructor(
    database: Database,
    private readonly activity: ActivityRepository
  ) {
    this.select = database.prepare(`${SELECT_PAYMENTS} WHERE p.payment_hash = ?`)
    this.insert = database.prepare(
      `INSERT INTO payments (payment_hash, invoice, amount_msat, description, payee, network, expires_at, state,
         attempts, one_click, created_at, sent_at, message_id, fee_limit_msat)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'sending', 1, ?, ?, ?, ?, ?)`
    )
    this.updateBegin = database.prepare(
      `UPDATE payments SET state = 'sending', earlier_unknown = unknown, failure = NULL, unknown = NULL, node_text = NULL,
         said = NULL, one_click = ?, sent_at = ?, fee_limit_msat = ?,
         earlier_fee_limit_msat = CASE WHEN state = 'unknown' THEN ${MOST_FEE} END, attempts = attempts + 1,
         return_height = NULL, return_at = NULL
       WHERE payment_hash = ?`
    )
    this.updateOutcome = database.prepare(
      `UPDATE payments SET state = ?, failure = ?, unknown = ?, node_text = ?, said = ?, preimage = ?, proof = ?,
         settled_at = ?, learned_late = ?, paid_at = ?, fee_msat = ?, earlier_unknown = NULL, return_height = NULL, return_at = NULL
       WHERE payment_hash = ?`
    )
    this.updateProof = database.prepare(
      `UPDATE payments SET preimage = ?, proof = ?, fee_msat = coalesce(?, fee_msat), paid_at = coalesce(?, paid_at)
       WHERE payment_hash = ?`
    )
    this.updateInFlight = database.prepare(
      `UPDATE payments SET unknown = 'still-in-flight', node_text = NULL, said = NULL, return_height = ?, return_at = ?
       WHERE payment_hash = ? AND state = 'unknown'`
    )
    this.updateHeld = database.prepare(
      `UPDATE payments SET return_height = ?, return_at = ? WHERE payment_hash = ? AND state = 'sending'`
    )
    this.selectProven = database.prepare(
      `SELECT network FROM payments WHERE proof = 'verified' ORDER BY rowid DESC LIMIT 1`
    )
    this.selectProvenBefore = database.prepare(
      `SELECT p.payment_hash FROM payments p JOIN payments later ON later.payment_hash = ?
       WHERE p.proof = 'verified' AND p.rowid < later.rowid AND p.settled_at <= later.created_at
       ORDER BY p.rowid DESC LIMIT 1`
    )
    this.selectEarlier = database.prepare('SELECT earlier_unknown FROM payments WHERE payment_hash = ?')
    this.selectLargestFee = database.prepare(
      `SELECT ${MOST_FEE} AS fee_msat FROM payments WHERE payment_hash = ?`
    )
    this.selectToPayee = database.prepare(
      `SELECT 1 FROM payments WHERE payee = ? AND state <> 'failed' AND payment_hash <> ? LIMIT 1`
    )
    this.sumOneClick = database.prepare(
      `SELECT coalesce(sum((amount_msat + coalesce(fee_msat, ${MOST_FEE}) + 999) / 1000), 0) AS sat FROM payments
       WHERE one_click = 1 AND state <> 'failed' AND sent_at > ? AND payment_hash <> ?`
    )
  }

  get(paymentHash: PaymentHash): Payment | undefined {
    const row = this.select.one(paymentHash)
    return row === undefined ? undefined : paymentOf(row)
  }

  /**
   * Writes the row that must be committed before the request leaves: for a new payment or a further attempt at the same
   * invoice.
   */
  begin(draft: PaymentDraft, now: Millis): Payment {
    const { paymentHash, oneClick } = draft
    const known = this.get(paymentHash)
    if (known === undefined) {
      this.insert.run(
        paymentHash,
        draft.invoice,
        draft.amountMsat,
        draft.description ?? null,
        draft.payee,
        draft.network,
        draft.expiresAt,
        oneClick ? 1 : 0,
        now,
        now,
        draft.messageId ?? null,
        draft.feeLimitMsat ?? null
      )
      this.activity.add({
        key: paymentKey(paymentHash),
        kind: 'payment',
        at: now,
        amountMsat: draft.amountMsat,
        title: draft.description ?? '',
        counterparty: draft.payee,
        state: 'sending',
        expiresAt: undefined,
        alarm: false
      })
    } else {
      refuseIllegal(known.state, 'sending')
      if (!isOf(known, draft)) throw new Error('the payment hash belongs to another invoice')
      this.updateBegin.run(oneClick ? 1 : 0, now, draft.feeLimitMsat ?? null, paymentHash)
      this.activity.setState(paymentKey(paymentHash), 'sending', false)
    }
    return this.written(paymentHash)
  }

  /** Writes the outcome of a payment. */
  settle(paymentHash: PaymentHash, outcome: PaymentOutcome, now: Millis): Payment {
    const known = this.written(paymentHash)
    refuseIllegal(known.state, outcome.state)
    const fee = outcome.state === 'succeeded' ? outcome.feeMsat : undefined
    this.updateOutcome.run(
      outcome.state,
      outcome.state === 'failed' ? outcome.code : null,
      outcome.state === 'unknown' ? outcome.code : null,
      outcome.state === 'succeeded' ? null : (outcome.nodeText ?? null),
      outcome.state === 'succeeded' ? null : textSourceOf(outcome),
      outcome.state === 'succeeded' ? (outcome.preimage ?? null) : null,
      outcome.state === 'succeeded' ? outcome.proof : null,
      outcome.state === 'unknown' ? null : now,
      outcome.state === 'succeeded' && isLate(known, outcome.preimage) ? 1 : 0,
      outcome.state === 'succeeded' ? (plausiblePaidAt(known, outcome.paidAt, now) ?? null) : null,
      fee ?? null,
      paymentHash
    )
    const alarm = outcome.state === 'succeeded' && outcome.proof === 'mismatch'
    this.activity.setState(paymentKey(paymentHash), outcome.state, alarm)
    if (fee !== undefined) this.activity.setFee(paymentKey(paymentHash), fee)
    return this.written(paymentHash)
  }

  /** While a retry is sending: why the attempt before it is unknown. Undefined if it was not unknown. */
  earlierUnknown(paymentHash: PaymentHash): PaymentUnknownCode | undefined {
    return this.selectEarlier.one(paymentHash)?.optionalOneOf('earlier_unknown', PAYMENT_UNKNOWNS)
  }

  /** The most that the attempts which may have succeeded may take in fees; 0 if the node limited none. */
  largestFeeOfAttempts(paymentHash: PaymentHash): Msat {
    return msat(this.selectLargestFee.one(paymentHash)?.big('fee_msat') ?? 0n)
  }

  /** Whether another payment to the payee succeeded, or may succeed. */
  hasPaid(payee: Pubkey, except: PaymentHash): boolean {
    return this.selectToPayee.one(payee, except) !== undefined
  }

  /** The node reports a payment with an unknown outcome as under way. Any other payment stays as it is. */
  noteInFlight(paymentHash: PaymentHash, latestReturn: LatestReturn | undefined): void {
    this.updateInFlight.run(latestReturn?.height ?? null, latestReturn?.at ?? null, paymentHash)
  }

  /**
   * Stores the time until which an attempt can settle; `latestReturn` is undefined if no HTLC is held any more. Stores
   * nothing and returns undefined if the payment is not `sending`, or if a later attempt has begun.
   */
  noteHeld(
    { paymentHash, attempts }: Pick<Payment, 'paymentHash' | 'attempts'>,
    latestReturn: LatestReturn | undefined
  ): Payment | undefined {
    const now = this.written(paymentHash)
    if (now.state !== 'sending' || now.attempts !== attempts) return undefined
    this.updateHeld.run(latestReturn?.height ?? null, latestReturn?.at ?? null, paymentHash)
    return this.written(paymentHash)
  }

  /**
   * Adds the preimage, and the fee and the time if the node reports them, to a settled payment that has no preimage.
   * Returns undefined for any other payment.
   */
  addProof(
    paymentHash: PaymentHash,
    {
      preimage,
      proof,
      feeMsat,
      paidAt
    }: { preimage: string; proof: ProofState; feeMsat: Msat | undefined; paidAt: Millis | undefined },
    now: Millis
  ): Payment | undefined {
    const known = this.written(paymentHash)
    if (known.state !== 'succeeded' || known.proof !== 'unavailable') return undefined
    this.updateProof.run(
      preimage,
      proof,
      feeMsat ?? null,
      plausiblePaidAt(known, paidAt, now) ?? null,
      paymentHash
    )
    if (feeMsat !== undefined) this.activity.setFee(paymentKey(paymentHash), feeMsat)
    this.activity.setState(paymentKey(paymentHash), 'succeeded', proof === 'mismatch')
    return this.written(paymentHash)
  }

  /** The network of a payment that the node proved. A node is on one network. */
  provenNetwork(): Network | undefined {
    return this.selectProven.one()?.oneOf('network', NETWORKS)
  }

  /** The latest payment that the node proved before this one was sent for the first time. */
  provenBefore(paymentHash: PaymentHash): PaymentHash | undefined {
    const row = this.selectProvenBefore.one(paymentHash)
    return row === undefined ? undefined : (row.text('payment_hash') as PaymentHash)
  }

  /**
   * Sum of the one-click payments since `since` that did not fail, each rounded up to a whole sat. A payment counts
   * with its fee. While the fee is not known it counts with the largest fee of all attempts that may have succeeded.
   * `except`: a payment that is left out.
   */
  oneClickSince(since: Millis, except?: PaymentHash): Sat {
    return sat(this.sumOneClick.one(since, except ?? '')?.big('sat') ?? 0n)
  }

  private written(paymentHash: PaymentHash): Payment {
    const payment = this.get(paymentHash)
    if (payment === undefined) throw new Error('there is no such payment')
    return payment
  }
}
