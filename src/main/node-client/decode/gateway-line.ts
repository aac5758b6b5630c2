import { isUtf8 } from 'node:buffer'
import * as v from 'valibot'
import { fail, ok, type Result } from '../../../shared/result'
import type { MalformedFrame, NodeMessage } from '../api'
import { readDidcomm } from './didcomm'
import { parseJson } from './parse-json'
import { senderFields, settledAtOf } from './sender-fields'

/** The JSON mapping of protobuf writes int64 as a string of digits. Numbers are accepted too. */
const Int64 = v.pipe(
  v.union([v.pipe(v.string(), v.regex(/^-?\d{1,19}$/u)), v.pipe(v.number(), v.safeInteger())]),
  v.transform((value) => BigInt(value)),
  v.check((value) => BigInt.asIntN(64, value) === value)
)
const Text = v.optional(v.string(), '')
/** Field names as in protobuf's JSON mapping, or as in the proto, which a gateway may be configured to keep. */
const Message = v.object({
  id: Text,
  replyToId: Text,
  reply_to_id: Text,
  fromPubkey: Text,
  from_pubkey: Text,
  data: Text,
  serviceType: Text,
  service_type: Text,
  amount: v.optional(Int64, '0'),
  claimedPubkey: Text,
  claimed_pubkey: Text,
  settledAt: v.optional(Int64, '0'),
  settled_at: v.optional(Int64, '0'),
  rawData: Text,
  raw_data: Text
})
type Fields = v.InferOutput<typeof Message>

/**
 * An error that the gateway writes into the stream, because the HTTP status is sent already. Field names by version.
 */
const StreamError = v.object({
  code: v.optional(v.number()),
  grpc_code: v.optional(v.number()),
  message: v.optional(v.string(), '')
})
const Line = v.object({ result: v.optional(v.unknown()), error: v.optional(StreamError) })

export type GatewayLine =
  | { readonly kind: 'message'; readonly message: NodeMessage }
  | { readonly kind: 'error'; readonly code: number; readonly text: string }

/**
 * Reads the lines of one HTTP stream. The first generation of the node declared `data` first as text, later as bytes,
 * which JSON writes as base64; the stream does not say which. Until proven otherwise, data is base64 if it decodes to
 * UTF-8 or is longer than 16 characters. A line whose data cannot be base64 decides for the rest of the stream. A node
 * with the extension always writes text, and data that is no text as base64 into `raw_data`
 * (proto/imp/extension/v1/node.proto).
 */
export class GatewayLines {
  #writesText = false

  read(line: Buffer): Result<GatewayLine, MalformedFrame> {
    const parsed = v.safeParse(Line, parseJson(line))
    if (!parsed.success) return fail('json')
    const { result, error } = parsed.output
    if (error !== undefined) {
      return ok({ kind: 'error', code: error.code ?? error.grpc_code ?? UNKNOWN, text: error.message })
    }
    const fields = v.safeParse(Message, result)
    if (!fields.success) return fail('dialect')
    return ok({ kind: 'message', message: this.#message(fields.output) })
  }

  #message(fields: Fields): NodeMessage {
    const settledAt = settledAtOf(fields.settledAt === 0n ? fields.settled_at : fields.settledAt)
    // Only a node with the extension sends a time, and it always writes text.
    if (settledAt !== undefined) this.#writesText = true
    const rawData = fields.rawData === '' ? fields.raw_data : fields.rawData
    const message = {
      id: fields.id,
      replyToId: fields.replyToId === '' ? fields.reply_to_id : fields.replyToId,
      ...senderFields(
        fields.fromPubkey === '' ? fields.from_pubkey : fields.fromPubkey,
        fields.claimedPubkey === '' ? fields.claimed_pubkey : fields.claimedPubkey
      ),
      data: rawData === '' ? this.#data(fields.data) : Buffer.from(rawData, 'base64'),
      serviceType: fields.serviceType === '' ? fields.service_type : fields.serviceType,
      amount: fields.amount,
      settledAt
    }
    // The second generation sends only data and amount, and its data is DIDComm.
    if (message.id !== '' || message.from !== '' || message.serviceType !== '') return message
    const didcomm = readDidcomm(message.data, message.amount)
    return didcomm.ok ? didcomm.value : message
  }

  #data(text: string): Uint8Array {
    const decoded = Buffer.from(text, 'base64')
    if (decoded.toString('base64') !== text) this.#writesText = true
    const asText = this.#writesText || (!isUtf8(decoded) && /^[A-Za-z0-9]{4,16}$/u.test(text))
    return asText ? Buffer.from(text, 'utf8') : decoded
  }
}

/** The gRPC status of an error without one. */
const UNKNOWN = 2
