import type { Millis, PaymentHash } from '../../shared/domain/ids'
import type { Payment } from '../../shared/domain/payment'
import type { Database } from './database'
import { paymentOf, SELECT_PAYMENTS } from './payment-row'

/** Payments whose outcome or proof is missing. */
export class OpenPayments {
  private readonly selectSending
  private readonly selectUnknown
  private readonly selectWithoutProof
  private readonly updateChecked

  constructor(database: Database) {
    this.selectSending = database.prepare(`SELECT payment_hash FROM payments WHERE state = 'sending'`)
    this.selectUnknown = database.prepare(
      `${SELECT_PAYMENTS} WHERE p.state = 'unknown' ORDER BY coalesce(p.checked_at, 0), p.rowid DESC LIMIT ?`
    )
    this.selectWithoutProof = database.prepare(
      `${SELECT_PAYMENTS} WHERE p.state = 'succeeded' AND p.proof = 'unavailable'
       ORDER BY coalesce(p.checked_at, 0), p.rowid DESC LIMIT ?`
    )
    this.updateChecked = database.prepare('UPDATE payments SET checked_at = ? WHERE payment_hash = ?')
  }

  /** Payments that are being sent, at the start of the wallet those that an earlier run left without an outcome. */
  sending(): PaymentHash[] {
    return this.selectSending.all().map((row) => row.text('payment_hash') as PaymentHash)
  }

  /** Payments with an unknown outcome. Those whose last check is longest ago come first. */
  unknown(limit: number): Payment[] {
    return this.selectUnknown.all(limit).map(paymentOf)
  }

  /** Settled payments without a preimage, in the same order. */
  withoutProof(limit: number): Payment[] {
    return this.selectWithoutProof.all(limit).map(paymentOf)
  }

  noteChecked(paymentHash: PaymentHash, now: Millis): void {
    this.updateChecked.run(now, paymentHash)
  }
}
