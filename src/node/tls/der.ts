/** The ASN.1 types in DER (X.690) that an X.509 certificate consists of. */
export const der = {
  sequence: (...parts: readonly Buffer[]) => tagged(0x30, ...parts),
  set: (...parts: readonly Buffer[]) => tagged(0x31, ...parts),
  boolean: (value: boolean) => tagged(0x01, Buffer.of(value ? 0xff : 0x00)),
  integer: (value: bigint) => tagged(0x02, integerBytes(value)),
  bitString: (bytes: Uint8Array, unusedBits = 0) => tagged(0x03, Buffer.of(unusedBits), Buffer.from(bytes)),
  octetString: (bytes: Uint8Array) => tagged(0x04, Buffer.from(bytes)),
  utf8String: (text: string) => tagged(0x0c, Buffer.from(text)),
  oid: (dotted: string) => tagged(0x06, oidBytes(dotted)),
  time,
  /** The tag `[number]`, around whole values or replacing a tag. */
  explicit: (number: number, ...parts: readonly Buffer[]) => tagged(0xa0 | number, ...parts),
  implicit: (number: number, bytes: Uint8Array) => tagged(0x80 | number, Buffer.from(bytes))
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.of(tag), lengthBytes(content.length), content])
}

function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length)
  const hex = length.toString(16)
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  return Buffer.concat([Buffer.of(0x80 | bytes.length), bytes])
}

/** For non-negative integers: a leading zero byte exactly if the first bit is set. */
function integerBytes(value: bigint): Buffer {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  return (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.of(0), bytes])
}

function oidBytes(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return Buffer.from([first * 40 + second, ...rest.flatMap(base128)])
}

function base128(arc: number): number[] {
  const digits = [arc & 0x7f]
  for (let left = arc >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80)
  return digits
}

/** UTCTime until the end of 2049, then GeneralizedTime (RFC 5280, 4.1.2.5). */
function time(at: Date): Buffer {
  const text = `${at.toISOString().replace(/\D/g, '').slice(0, 14)}Z`
  return at.getUTCFullYear() < 2050
    ? tagged(0x17, Buffer.from(text.slice(2)))
    : tagged(0x18, Buffer.from(text))
}
