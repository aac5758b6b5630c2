import { fail, ok, type Result } from '../../../shared/result'
import type { MalformedFrame, NodeMessage } from '../api'
import { readDidcomm } from './didcomm'
import { LEN, readVarint, VARINT, visitFields } from './protobuf-reader'
import { senderFields, settledAtOf } from './sender-fields'

/** The fields of a SubscribeResponse of either generation. */
interface Fields {
  /** Indexed by field number, 1 to 5. */
  readonly bytes: (Uint8Array | undefined)[]
  readonly varints: Map<number, bigint>
  /** The fields of the extension. */
  claimedPubkey: Uint8Array | undefined
  settledAt: bigint | undefined
  /** A known field number has a wire type that neither generation uses for it. */
  foreign: boolean
}

/**
 * Fields 1 to 5 are length-delimited: `id, reply_to_id, from_pubkey, data, service_type`. Field 6 is the varint
 * `amount`.
 */
const FIRST_GENERATION_LAST_TEXT = 5
const FIRST_GENERATION_AMOUNT = 6
/** Field 1 is the length-delimited `data`, field 2 the varint `amount`. */
const SECOND_GENERATION_AMOUNT = 2
/** `claimed_pubkey` and `settled_at` of a node with the extension. */
const CLAIMED_PUBKEY = 101
const SETTLED_AT = 102

/**
 * Decodes one frame of Subscribe. The two generations send different messages on the same method. The wire types of
 * each frame show which one it is, because field 2 is a string in one and a varint in the other. A frame with nothing
 * but field 1 is decided by its content: the second generation puts JSON there, the first an id.
 */
export function decodeFrame(frame: Uint8Array): Result<NodeMessage, MalformedFrame> {
  const fields = readFields(frame)
  if (fields === undefined) return fail('wire')
  const second = fields.varints.has(SECOND_GENERATION_AMOUNT)
  const first =
    fields.varints.has(FIRST_GENERATION_AMOUNT) ||
    fields.bytes.some((value, field) => value !== undefined && field > 1)
  if (fields.foreign || (first && second)) return fail('dialect')
  if (second) return decodeSecondGeneration(fields)
  if (!first && startsLikeJson(fields.bytes[1])) {
    const guess = decodeSecondGeneration(fields)
    if (guess.ok) return guess
  }
  return ok(decodeFirstGeneration(fields))
}

function readFields(frame: Uint8Array): Fields | undefined {
  const fields: Fields = {
    bytes: [],
    varints: new Map(),
    claimedPubkey: undefined,
    settledAt: undefined,
    foreign: false
  }
  const isProtobuf = visitFields(frame, (field, wireType, start, end) => {
    if (field === CLAIMED_PUBKEY && wireType === LEN) fields.claimedPubkey = frame.subarray(start, end)
    if (field === SETTLED_AT && wireType === VARINT) fields.settledAt = readVarint(frame, start, end)
    if (field > FIRST_GENERATION_AMOUNT) return
    // If a field occurs twice the last one counts, as in every protobuf decoder.
    if (wireType === LEN && field <= FIRST_GENERATION_LAST_TEXT) {
      fields.bytes[field] = frame.subarray(start, end)
    } else if (
      wireType === VARINT &&
      (field === SECOND_GENERATION_AMOUNT || field === FIRST_GENERATION_AMOUNT)
    ) {
      fields.varints.set(field, BigInt.asIntN(64, readVarint(frame, start, end)))
    } else {
      fields.foreign = true
    }
  })
  return isProtobuf ? fields : undefined
}

const startsLikeJson = (bytes: Uint8Array | undefined): boolean => bytes?.[0] === '{'.charCodeAt(0)

function decodeFirstGeneration({ bytes, varints, claimedPubkey, settledAt }: Fields): NodeMessage {
  return {
    id: text(bytes[1]),
    replyToId: text(bytes[2]),
    ...senderFields(text(bytes[3]), text(claimedPubkey)),
    data: bytes[4] ?? new Uint8Array(),
    serviceType: text(bytes[5]),
    amount: varints.get(FIRST_GENERATION_AMOUNT) ?? 0n,
    settledAt: settledAtOf(settledAt)
  }
}

function decodeSecondGeneration({ bytes, varints }: Fields): Result<NodeMessage, MalformedFrame> {
  return readDidcomm(bytes[1] ?? new Uint8Array(), varints.get(SECOND_GENERATION_AMOUNT) ?? 0n)
}

/** Names and ids are text. Invalid UTF-8 in them is replaced, because they are not content. */
const text = (bytes: Uint8Array | undefined): string =>
  bytes === undefined ? '' : new TextDecoder().decode(bytes)
