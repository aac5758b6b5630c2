/** Wire types of protobuf that a proto3 message can have. The groups of proto2 are refused. */
export const VARINT = 0
export const LEN = 2
const FIXED64 = 1
const FIXED32 = 5

/** A field where it lies in its message; nothing is copied or converted until somebody wants it. */
export type FieldVisitor = (field: number, wireType: number, start: number, end: number) => void

/**
 * Walks over the fields of a protobuf message (encoding as in protobuf.dev/programming-guides/encoding). Returns
 * false where the bytes are not one: a length past the end, a varint that does not stop, a field 0, a group.
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

/** Where the varint ends that begins here; undefined where it does not end within its bytes. */
function varintEnd(bytes: Uint8Array, start: number, maxBytes: number): number | undefined {
  for (let at = start; at < bytes.length && at < start + maxBytes; at += 1) {
    if (((bytes[at] ?? 0) & 0x80) === 0) return at + 1
  }
  return undefined
}
