import * as v from 'valibot'
import type { Pubkey } from '../../../shared/domain/ids'
import { sat, type Sat } from '../../../shared/money'
import { fail, ok, type Result } from '../../../shared/result'
import type { NodeStatus, SettledPayment, SettledPayments } from '../api'

/** Parses the node's responses from either transport: fields as in the protos, int64 as decimal text. */
function reader<T>(schema: v.GenericSchema<unknown, T>): (message: unknown) => Result<T, 'bad-response'> {
  return (message) => {
    const parsed = v.safeParse(schema, message)
    return parsed.success ? ok(parsed.output) : fail('bad-response')
  }
}

const int64 = v.pipe(
  v.string(),
  v.regex(/^-?\d{1,19}$/u),
  v.transform((digits) => BigInt(digits))
)

export const readInvoice: (message: unknown) => Result<string, 'bad-response'> = reader(
  v.pipe(
    v.object({ invoice: v.pipe(v.string(), v.minLength(1)) }),
    v.transform(({ invoice }) => invoice)
  )
)

export const readPaid: (message: unknown) => Result<boolean, 'bad-response'> = reader(
  v.pipe(
    v.object({ paid: v.boolean() }),
    v.transform(({ paid }) => paid)
  )
)

/** Empty if the node answers OK without a preimage. */
export const readPreimage: (message: unknown) => Result<string, 'bad-response'> = reader(
  v.pipe(
    v.object({ preimage: v.string() }),
    v.transform(({ preimage }) => preimage)
  )
)

/**
 * Empty if the node reports the message as sent without an id. The field is required: the gateway writes empty fields
 * too, and JSON without it comes from something in front of the node.
 */
export const readSentId: (message: unknown) => Result<string, 'bad-response'> = reader(
  v.pipe(
    v.object({ id: v.string() }),
    v.transform(({ id }) => id)
  )
)

/** Undefined for a negative number: the daemon returns -1 without a Lightning node (imp-daemon 0.4, GetChannels). */
export const readSpendable: (message: unknown) => Result<Sat | undefined, 'bad-response'> = reader(
  v.pipe(
    v.object({ amt: int64 }),
    v.transform(({ amt }) => (amt < 0n ? undefined : sat(amt)))
  )
)

/** LND 0.20 and later list at most this many payments if the request sets no limit. The daemon sets none. */
const LIST_LIMIT = 100

export const readSettledPayments: (message: unknown) => Result<SettledPayments, 'bad-response'> = reader(
  v.pipe(
    v.object({ payments: v.string() }),
    v.transform(({ payments }) => {
      const dumps = payments.split('$_$').filter((dump) => dump.trim() !== '')
      return { payments: dumps.flatMap(settledPayment), mayBeCut: dumps.length >= LIST_LIMIT }
    })
  )
)

const NodeEntry = v.object({
  pubkey: v.optional(v.string(), ''),
  active: v.optional(v.boolean(), false)
})
const NodeList = v.optional(v.array(NodeEntry), [])

/** gRPC uses the field names of the proto; the gateway uses those or camel case. */
const Status = v.object({
  lightning_status: v.nullish(v.object({ node_status_list: NodeList })),
  lightningStatus: v.nullish(v.object({ nodeStatusList: NodeList }))
})

export const readStatus: (message: unknown) => Result<NodeStatus, 'bad-response'> = reader(
  v.pipe(
    Status,
    v.transform(({ lightning_status, lightningStatus }) => {
      const nodes = lightning_status?.node_status_list ?? lightningStatus?.nodeStatusList ?? []
      const [node] = nodes
      return {
        pubkey: nodes.length === 1 && node !== undefined ? pubkeyOf(node.pubkey) : undefined,
        // The daemon calls its first active node; if that one cannot be reached, the daemon ends.
        lightningUp: nodes.length > 0 && nodes.every(({ active }) => active)
      }
    })
  )
)

function pubkeyOf(text: string): Pubkey | undefined {
  const pubkey = text.toLowerCase()
  return /^0[23][0-9a-f]{64}$/u.test(pubkey) ? (pubkey as Pubkey) : undefined
}

/**
 * Parses one of LND's `lnrpc.Payment`, printed by Go. Go varies the white space between fields on purpose. Quotes
 * inside a text are escaped, so a field name followed by a bare quote is a real field.
 */
function settledPayment(dump: string): SettledPayment[] {
  const paymentHash = /\bpayment_hash:\s*"([0-9a-f]{64})"/u.exec(dump)?.[1]
  if (paymentHash === undefined || !/\bstatus:\s*SUCCEEDED\b/u.test(dump)) return []
  return [{ paymentHash, preimage: /\bpayment_preimage:\s*"([0-9a-f]{64})"/u.exec(dump)?.[1] ?? '' }]
}
