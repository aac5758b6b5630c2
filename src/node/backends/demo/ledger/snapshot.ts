import * as v from 'valibot'
import { msat } from '../../../../shared/money'
import type { Ledger } from './ledger'

const Msat = v.pipe(
  v.string(),
  v.digits(),
  v.transform((text) => msat(BigInt(text)))
)
const Snapshot = v.object({
  pubkey: v.string(),
  channels: v.array(v.object({ pubkey: v.string(), localMsat: Msat, remoteMsat: Msat, pendingMsat: Msat })),
  invoices: v.array(
    v.object({
      index: v.number(),
      payee: v.string(),
      bolt11: v.string(),
      paymentHash: v.string(),
      preimage: v.string(),
      amountMsat: v.optional(Msat),
      memo: v.string(),
      createdAt: v.number(),
      expirySeconds: v.number(),
      paid: v.optional(
        v.object({
          at: v.number(),
          amountMsat: Msat,
          payer: v.string(),
          settleIndex: v.optional(v.number(), 0)
        })
      )
    })
  ),
  payments: v.array(
    v.object({
      paymentHash: v.string(),
      bolt11: v.string(),
      amountMsat: Msat,
      payee: v.string(),
      state: v.picklist(['in-flight', 'succeeded', 'failed']),
      attempts: v.number(),
      executions: v.number(),
      createdAt: v.number(),
      attemptedAt: v.optional(v.number()),
      endedAt: v.optional(v.number()),
      preimage: v.optional(v.string())
    })
  )
})

/** Everything that must outlive the process, as JSON. */
export function takeSnapshot(ledger: Ledger): string {
  return JSON.stringify(
    {
      pubkey: ledger.identity.pubkey,
      channels: ledger.channels.all().map(({ peer, ...sides }) => ({ pubkey: peer.pubkey, ...sides })),
      invoices: ledger.invoices.all(),
      payments: ledger.payments.all()
    },
    (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)
  )
}

/** Restores a new ledger from a snapshot; throws if the text is not a snapshot of this node. */
export function restoreSnapshot(ledger: Ledger, json: string): void {
  const saved = v.parse(Snapshot, JSON.parse(json))
  if (saved.pubkey !== ledger.identity.pubkey) throw new Error('the saved ledger belongs to another node')
  for (const { pubkey, ...sides } of saved.channels) ledger.channels.restore(pubkey, sides)
  for (const invoice of saved.invoices) {
    ledger.invoices.restore({ ...invoice, amountMsat: invoice.amountMsat, paid: invoice.paid })
  }
  for (const payment of saved.payments) {
    const { attemptedAt = payment.createdAt, endedAt, preimage } = payment
    ledger.payments.restore({ ...payment, attemptedAt, endedAt, preimage })
  }
}
