/** HTTP/2 frames (RFC 9113) that no HTTP/2 library sends. */

export const FRAME = { data: 0, headers: 1, reset: 3, goaway: 7 } as const

const END_STREAM = 1
const END_HEADERS = 4
const PREFIX_7_BITS = 127

export function frame(type: number, flags: number, streamId: number, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(9)
  head.writeUIntBE(payload.length, 0, 3)
  head.writeUInt8(type, 3)
  head.writeUInt8(flags, 4)
  head.writeUInt32BE(streamId, 5)
  return Buffer.concat([head, payload])
}

/** Headers or trailers, as literal fields without indexing (RFC 7541, 6.2.2), which do not change the peer's table. */
export function headersFrame(
  streamId: number,
  fields: Readonly<Record<string, string>>,
  endStream = false
): Buffer {
  const block = Object.entries(fields).flatMap(([name, value]) => [Buffer.of(0), text(name), text(value)])
  const flags = END_HEADERS | (endStream ? END_STREAM : 0)
  return frame(FRAME.headers, flags, streamId, Buffer.concat(block))
}

export function dataFrame(streamId: number, payload: Uint8Array, endStream = false): Buffer {
  return frame(FRAME.data, endStream ? END_STREAM : 0, streamId, payload)
}

export function resetFrame(streamId: number, code: number): Buffer {
  return frame(FRAME.reset, 0, streamId, uint32(code))
}

export function goawayFrame(lastStreamId: number, code: number): Buffer {
  return frame(FRAME.goaway, 0, 0, Buffer.concat([uint32(lastStreamId), uint32(code)]))
}

/** A gRPC message: one byte for the compressed flag, four for the length. `claimed`: a wrong length. */
export function grpcMessage(message: Uint8Array, compressed = 0, claimed = message.length): Buffer {
  return Buffer.concat([Buffer.of(compressed), uint32(claimed), message])
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'latin1')
  return Buffer.concat([integer(bytes.length), bytes])
}

/** An integer with a prefix of seven bits (RFC 7541, 5.1). */
function integer(value: number): Buffer {
  if (value < PREFIX_7_BITS) return Buffer.of(value)
  const bytes = [PREFIX_7_BITS]
  let rest = value - PREFIX_7_BITS
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return Buffer.from([...bytes, rest])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
