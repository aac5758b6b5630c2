import * as v from 'valibot'
import { NETWORKS } from '../../../shared/domain/network'
import type { Millis, PaymentHash, Pubkey } from '../../../shared/domain/ids'
import type { MessageProgress } from '../../../shared/domain/outgoing'
import { MAX_PARTS } from '../../../shared/message-cost'
import { MAX_SAT, msat, satToMsat, type Msat } from '../../../shared/money'
import { fail, ok, type Result } from '../../../shared/result'
import type { NodeInfo, SettledInvoice, TrackedPayment } from '../api'

/**
 * Parses the responses of imp.extension.v1.Node (proto/imp/extension/v1/node.proto). Over gRPC the fields have the
 * names of the proto; the HTTP gateway writes them in camel case.
 */
function reader<T>(schema: v.GenericSchema<unknown, T>): (message: unknown) => Result<T, 'bad-response'> {
  return (message) => {
    const fields = v.safeParse(v.record(v.string(), v.unknown()), message)
    if (!fields.success) return fail('bad-response')
    const named = Object.fromEntries(
      Object.entries(fields.output).map(([name, value]) => [snakeCase(name), value])
    )
    const parsed = v.safeParse(schema, named)
    return parsed.success ? ok(parsed.output) : fail('bad-response')
  }
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)
}

const Count = v.pipe(
  v.string(),
  v.regex(/^\d{1,19}$/u),
  v.transform((digits) => BigInt(digits))
)
/** An amount above all bitcoin is refused. */
const Amount = v.pipe(
  Count,
  v.maxValue(satToMsat(MAX_SAT)),
  v.transform((value): Msat => msat(value))
)
const Seconds = v.pipe(
  Count,
  v.maxValue(8_640_000_000_000n),
  v.transform((seconds): Millis => Number(seconds) * 1000)
)
const Height = v.pipe(Count, v.maxValue(1_000_000_000n), v.transform(Number))
const Hash = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{64}$/u),
  v.transform((hex) => hex as PaymentHash)
)
const Key = v.pipe(
  v.string(),
  v.regex(/^0[23][0-9a-f]{64}$/u),
  v.transform((hex) => hex as Pubkey)
)
/** A node can put any text here; a longer one is cut. */
const ShortText = v.pipe(
  v.string(),
  v.transform((text) => text.slice(0, 200))
)

export const readNodeInfo: (message: unknown) => Result<NodeInfo, 'bad-response'> = reader(
  v.pipe(
    v.object({
      pubkey: Key,
      alias: ShortText,
      network: v.picklist(NETWORKS),
      software: ShortText,
      synced_to_chain: v.boolean(),
      block_height: Height,
      newest_block_at: v.optional(Seconds),
      limits_message_fees: v.optional(v.boolean(), false),
      spendable_msat: v.optional(Amount),
      receivable_msat: v.optional(Amount)
    }),
    v.transform((info): NodeInfo => ({
      pubkey: info.pubkey,
      alias: info.alias,
      network: info.network,
      software: info.software,
      syncedToChain: info.synced_to_chain,
      blockHeight: info.block_height,
      newestBlockAt: info.newest_block_at,
      limitsMessageFees: info.limits_message_fees,
      spendableMsat: info.spendable_msat,
      receivableMsat: info.receivable_msat
    }))
  )
)

export const readTrackedPayment: (message: unknown) => Result<TrackedPayment, 'bad-response'> = reader(
  v.pipe(
    v.variant('state', [
      v.object({ state: v.literal('unknown') }),
      v.object({
        state: v.literal('in-flight'),
        latest_return_height: v.optional(Height),
        latest_return_at: v.optional(Seconds)
      }),
      v.object({
        state: v.literal('succeeded'),
        preimage: v.string(),
        fee_msat: Amount,
        amount_msat: Amount,
        succeeded_at: v.optional(Seconds)
      }),
      v.object({ state: v.literal('failed'), failure: ShortText })
    ]),
    v.transform((payment): TrackedPayment => {
      switch (payment.state) {
        case 'unknown':
          return { state: 'unknown' }
        case 'in-flight': {
          const { latest_return_height: height, latest_return_at: at } = payment
          return {
            state: 'in-flight',
            latestReturn: height === undefined || at === undefined ? undefined : { height, at }
          }
        }
        case 'succeeded':
          return {
            state: 'succeeded',
            preimage: payment.preimage,
            feeMsat: payment.fee_msat,
            amountMsat: payment.amount_msat,
            succeededAt: payment.succeeded_at
          }
        case 'failed':
          return { state: 'failed', text: payment.failure }
      }
    })
  )
)

export const readFee: (message: unknown) => Result<Msat, 'bad-response'> = reader(
  v.pipe(
    v.object({ fee_msat: Amount }),
    v.transform(({ fee_msat }) => fee_msat)
  )
)

const PartCount = v.pipe(Count, v.maxValue(BigInt(MAX_PARTS)), v.transform(Number))

/** Undefined: the node has no such message. Earlier versions of the node report no fees. */
export const readMessageProgress: (message: unknown) => Result<MessageProgress | undefined, 'bad-response'> =
  reader(
    v.pipe(
      v.object({
        parts: PartCount,
        arrived_parts: PartCount,
        arrived_fee_msat: v.optional(v.array(Amount), [])
      }),
      v.check(({ parts, arrived_parts }) => arrived_parts <= parts),
      v.transform(({ parts, arrived_parts: arrived, arrived_fee_msat: fees }) => {
        if (parts === 0) return undefined
        return { parts, arrived, feesMsat: fees.length === arrived ? fees : undefined }
      })
    )
  )

export const readPaidOnTerms: (
  message: unknown
) => Result<{ readonly preimage: string; readonly feeMsat: Msat }, 'bad-response'> = reader(
  v.pipe(
    v.object({ preimage: v.string(), fee_msat: Amount }),
    v.transform(({ preimage, fee_msat }) => ({ preimage, feeMsat: fee_msat }))
  )
)

export const readSettledInvoice: (message: unknown) => Result<SettledInvoice, 'bad-response'> = reader(
  v.pipe(
    v.object({
      settle_index: Count,
      payment_hash: Hash,
      invoice: v.optional(v.string(), ''),
      settled_at: Seconds
    }),
    v.transform(({ settle_index, payment_hash, invoice, settled_at }): SettledInvoice => ({
      settleIndex: settle_index,
      paymentHash: payment_hash,
      invoice,
      settledAt: settled_at
    }))
  )
)

/** The fee in the metadata `imp-fee-msat` of a payment or message; undefined if it is missing or not an amount. */
export function readFeeText(text: string | undefined): Msat | undefined {
  const parsed = v.safeParse(Amount, text)
  return parsed.success ? parsed.output : undefined
}
