/** Wire types that a proto3 message can contain. The groups of proto2 are refused. */
export const VARINT = 0
export const LEN = 2
const FIXED64 = 1
const FIXED32 = 5

/** Receives the position of a field in the message. Nothing is copied or converted before it is needed. */
export type FieldVisitor = (field: number, wireType: number, start: number, end: number) => void

/**
 * Visits the fields of a protobuf message (encoding: protobuf.dev/programming-guides/encoding). Returns false if the
 * bytes are not a message: a length past the end, an unterminated varint, a field 0, a group.
 */
export function visitFields(bytes: Uint8Array, visit: FieldVisitor): boolean {
  let at = 0
  while (at < bytes.length) {
    const tagEnd = varintEnd(bytes, at, 5)
    if (tagEnd === undefined) return false
    const tag = Number(readVarint(bytes, at, tagEnd))
    const field = tag >>> 3
    const wireType = tag & 7
    if (tag > 0xffff_ffff || field === 0) return false
    const span = valueSpan(bytes, wireType, tagEnd)
    if (span === undefined) return false
    visit(field, wireType, span.start, span.end)
    at = span.end
  }
  return true
}

/** The value of a varint as an unsigned 64-bit number. */
export function readVarint(bytes: Uint8Array, start: number, end: number): bigint {
  let value = 0n
  for (let at = end - 1; at >= start; at -= 1) value = (value << 7n) | BigInt((bytes[at] ?? 0) & 0x7f)
  return BigInt.asUintN(64, value)
}

function valueSpan(
  bytes: Uint8Array,
  wireType: number,
  at: number
): { start: number; end: number } | undefined {
  switch (wireType) {
    case VARINT: {
      const end = varintEnd(bytes, at, 10)
      return end === undefined ? undefined : { start: at, end }
    }
    case LEN: {
      const start = varintEnd(bytes, at, 10)
      if (start === undefined) return undefined
      const length = readVarint(bytes, at, start)
      return within(bytes, start, length)
    }
    case FIXED64:
      return within(bytes, at, 8n)
    case FIXED32:
      return within(bytes, at, 4n)
    default:
      return undefined
  }
}

function within(
  bytes: Uint8Array,
  start: number,
  length: bigint
): { start: number; end: number } | undefined {
  return length > BigInt(bytes.length - start) ? undefined : { start, end: start + Number(length) }
}

/** The end of the varint that begins at `start`; undefined if it is not terminated in time. */
function varintEnd(bytes: Uint8Array, start: number, maxBytes: number): number | undefined {
  for (let at = start; at < bytes.length && at < start + maxBytes; at += 1) {
    if (((bytes[at] ?? 0) & 0x80) === 0) return at + 1
  }
  return undefined
}
