import { createHash } from 'node:crypto'
import type { SettledInvoice } from '../../backend'
import type { Htlc, Invoice, Records } from './answers'
import { RECORD } from './keysend-records'

/** One payment that settled an invoice, with the custom records that it carried. */
export interface Settlement extends SettledInvoice {
  readonly records: Records
  /** LND finds the invoice by this payment hash; undefined for an AMP payment. */
  readonly lookUpHash: string | undefined
}

/**
 * The payments that settled this invoice. An ordinary invoice has one. An AMP invoice has one for each set of HTLCs,
 * and no settle index of its own.
 */
export function settlementsOf(invoice: Invoice): readonly Settlement[] {
  const bolt11 = invoice.payment_request
  const sets = Object.entries(invoice.amp_invoice_state).flatMap(([setId, set]) =>
    set.settle_index === 0n
      ? []
      : [
          {
            settleIndex: set.settle_index,
            paymentHash: ampPaymentHash(setId),
            bolt11,
            amountMsat: set.amt_paid_msat,
            settledAt: set.settle_time,
            records: recordsOf(invoice.htlcs.filter(({ amp }) => amp?.set_id === setId)),
            lookUpHash: undefined
          }
        ]
  )
  if (invoice.state !== 'SETTLED' || invoice.settle_index === 0n) return sets
  const own = {
    settleIndex: invoice.settle_index,
    paymentHash: invoice.r_hash,
    bolt11,
    amountMsat: invoice.amt_paid_msat,
    settledAt: invoice.settle_date,
    records: recordsOf(invoice.htlcs),
    lookUpHash: invoice.r_hash
  }
  return [own, ...sets]
}

/**
 * Replaces the payment hash of an AMP payment, which has none; in hex. The set id itself is not used, because the payer
 * chooses it freely (lnd, record/amp.go): it could be the payment hash of another message or of an unpaid invoice.
 */
export function ampPaymentHash(setId: string): string {
  return createHash('sha256').update(`amp:${setId}`).digest('hex')
}

/**
 * The records of one payment. The second generation of IMP cuts them over several HTLCs and numbers these; every other
 * sender repeats them in each HTLC, so the first one that carries any is enough.
 */
function recordsOf(htlcs: readonly Htlc[]): Records {
  const carrying = htlcs
    .filter(({ state, custom_records }) => state === 'SETTLED' && custom_records.size > 0)
    .map(({ custom_records }) => custom_records)
  const numbered = carrying.flatMap((records) => {
    const number = partNumber(records)
    return number === undefined ? [] : [{ number, records }]
  })
  if (carrying.length < 2 || numbered.length < carrying.length)
    return carrying[0] ?? new Map<bigint, Buffer>()
  // An HTLC with a repeated number is a copy.
  const parts = [...new Map(numbered.reverse().map(({ number, records }) => [number, records]))]
  parts.sort(([one], [other]) => one - other)
  const joined = new Map<bigint, Buffer>()
  for (const [, records] of parts) {
    for (const [type, value] of records) {
      joined.set(type, Buffer.concat([joined.get(type) ?? Buffer.alloc(0), value]))
    }
  }
  return joined
}

/** Decimal digits as text. */
function partNumber(records: Records): number | undefined {
  const text = records.get(RECORD.didcommPart)?.toString('latin1') ?? ''
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined
}
