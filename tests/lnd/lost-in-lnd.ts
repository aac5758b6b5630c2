import * as v from 'valibot'
import type { TestLnd } from './test-lnd'

const Hop = v.object({ custom_records: v.record(v.string(), v.instance(Uint8Array)) })
const Attempt = v.object({ route: v.nullable(v.object({ hops: v.array(Hop) })) })
const Payments = v.object({
  payments: v.array(v.object({ payment_hash: v.string(), status: v.string(), htlcs: v.array(Attempt) }))
})
const Channels = v.object({
  channels: v.array(
    v.object({
      active: v.boolean(),
      pending_htlcs: v.array(v.object({ hash_lock: v.instance(Uint8Array) }))
    })
  )
})

export interface LostPayment {
  readonly paymentHash: string
  /** The custom records of its HTLCs, as text. */
  readonly records: readonly string[]
}

/**
 * Payments that LND lists as in flight although none of its channels holds an HTLC of them. An LND that is killed after
 * it stored an attempt and before it sent the HTLC lists the payment so for ever; a restart does not help
 * (lightningnetwork/lnd#5152, #6249, #9461). For a moment every new payment is listed so too. Empty while a channel is
 * not active, because LND sends HTLCs again when it is.
 */
export async function lostInLnd(lnd: TestLnd): Promise<readonly LostPayment[]> {
  const { payments } = await lnd.read(
    'lnrpc.Lightning/ListPayments',
    { include_incomplete: true, max_payments: '100000' },
    Payments
  )
  const inFlight = payments.filter(({ status }) => status === 'IN_FLIGHT')
  const { channels } = await lnd.read('lnrpc.Lightning/ListChannels', {}, Channels)
  if (channels.some(({ active }) => !active)) return []
  const held = new Set(channels.flatMap(({ pending_htlcs }) => pending_htlcs.map(hashOf)))
  return inFlight
    .filter(({ payment_hash }) => !held.has(payment_hash))
    .map(({ payment_hash, htlcs }) => ({ paymentHash: payment_hash, records: htlcs.flatMap(recordsOf) }))
}

function hashOf({ hash_lock }: { readonly hash_lock: Uint8Array }): string {
  return Buffer.from(hash_lock).toString('hex')
}

function recordsOf({ route }: v.InferOutput<typeof Attempt>): string[] {
  const records = route?.hops.flatMap(({ custom_records }) => Object.values(custom_records)) ?? []
  return records.map((record) => Buffer.from(record).toString())
}
