import * as v from 'valibot'
import { msat } from '../../../shared/money'
import { beginningOf } from '../../../shared/visible-text'

const Int64 = v.pipe(
  v.string(),
  v.transform((text) => BigInt(text))
)
const Msat = v.pipe(
  v.string(),
  v.transform((text) => msat(BigInt(text)))
)
export const Seconds = v.pipe(v.string(), v.transform(Number))
const Bytes = v.pipe(
  v.instance(Uint8Array),
  v.transform((bytes) => Buffer.from(bytes))
)
const Hex = v.pipe(
  v.instance(Uint8Array),
  v.transform((bytes) => Buffer.from(bytes).toString('hex'))
)

/** Custom records by type. */
export type Records = ReadonlyMap<bigint, Buffer>
const CustomRecords = v.pipe(
  v.record(v.string(), Bytes),
  v.transform(
    (records): Records => new Map(Object.entries(records).map(([key, value]) => [recordType(key), value]))
  )
)

/**
 * protobufjs gives the keys of `map<uint64, bytes>` as eight characters, the little-endian bytes. They may look like
 * the digits of another type, because the sender chooses the type.
 */
function recordType(key: string): bigint {
  return Buffer.from(key, 'latin1').readBigUInt64LE()
}

export const ChainState = v.object({ synced_to_chain: v.boolean(), block_height: v.number() })

/** The identity of this LND, and whether it is synced to the chain. */
export const OwnState = v.object({ ...ChainState.entries, identity_pubkey: v.string() })

/** A name that LND reports, cut to a length above that of real names. UTF-16 units. */
const Name = v.pipe(
  v.string(),
  v.transform((text) => beginningOf(text, 200))
)

export const Info = v.object({
  ...OwnState.entries,
  identity_pubkey: v.pipe(v.string(), v.regex(/^0[23][0-9a-f]{64}$/u)),
  alias: Name,
  version: Name,
  /** Unix time of the newest block that LND has, in seconds. */
  best_header_timestamp: Seconds,
  chains: v.array(v.object({ network: Name }))
})
export type Info = v.InferOutput<typeof Info>

/**
 * One attempt to pay a part of a payment. `total_time_lock` is the block height at which it expires, `resolve_time_ns` the
 * Unix time at which it settled or failed; 0 while it is in flight.
 */
const HtlcAttempt = v.object({
  status: v.string(),
  resolve_time_ns: Int64,
  route: v.nullable(v.object({ total_time_lock: v.number() }))
})

/** One update of `lnrpc.Payment`. Only the last update of a stream has the outcome. */
export const Payment = v.object({
  payment_hash: v.string(),
  payment_preimage: v.string(),
  payment_request: v.string(),
  value_msat: Msat,
  fee_msat: Msat,
  status: v.string(),
  failure_reason: v.string(),
  creation_time_ns: Int64,
  htlcs: v.array(HtlcAttempt)
})
export type Payment = v.InferOutput<typeof Payment>

const Htlc = v.object({
  state: v.string(),
  custom_records: CustomRecords,
  amp: v.nullable(v.object({ set_id: Hex }))
})
export type Htlc = v.InferOutput<typeof Htlc>

export const Invoice = v.object({
  memo: v.string(),
  r_preimage: Hex,
  r_hash: Hex,
  value_msat: Msat,
  creation_date: Seconds,
  settle_date: Seconds,
  payment_request: v.string(),
  expiry: Seconds,
  add_index: Int64,
  settle_index: Int64,
  amt_paid_msat: Msat,
  state: v.string(),
  is_keysend: v.boolean(),
  htlcs: v.array(Htlc),
  /** Of an AMP invoice, by the hex of its set id: every set of HTLCs pays it once. */
  amp_invoice_state: v.record(
    v.string(),
    v.object({ settle_index: Int64, settle_time: Seconds, amt_paid_msat: Msat })
  )
})
export type Invoice = v.InferOutput<typeof Invoice>

export const InvoicePage = v.object({
  invoices: v.array(Invoice),
  first_index_offset: Int64,
  last_index_offset: Int64
})
export const PaymentPage = v.object({ payments: v.array(Payment) })
export const Added = v.object({ payment_request: v.string() })
const Constraints = v.nullable(v.object({ chan_reserve_sat: Int64 }))
/** An open channel. Balances are in sats. */
const Channel = v.object({
  /** Connected to the other side. */
  active: v.boolean(),
  local_balance: Int64,
  remote_balance: Int64,
  commit_fee: Int64,
  commit_weight: Int64,
  fee_per_kw: Int64,
  initiator: v.boolean(),
  local_constraints: Constraints,
  remote_constraints: Constraints
})
export type Channel = v.InferOutput<typeof Channel>
export const Channels = v.object({ channels: v.array(Channel) })
/**
 * The same for a request with `peer_alias_lookup`. If LND does not know the alias, `peer_alias` is its error text
 * instead; versions without this lookup leave it empty.
 */
export const NamedChannels = v.object({
  channels: v.array(v.object({ ...Channel.entries, remote_pubkey: v.string(), peer_alias: v.string() }))
})
export const FeeEstimate = v.object({ routing_fee_msat: Msat })
export const Signature = v.object({ signature: Bytes })
export const NodeChannels = v.object({ channels: v.array(v.unknown()) })
export const Baked = v.object({ macaroon: v.string() })
