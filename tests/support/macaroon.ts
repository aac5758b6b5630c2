const field = (type: number, value: Uint8Array) =>
  Buffer.concat([Buffer.from([type, ...varint(value.length)]), value])

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >> 7)]
}

/** A macaroon as LND makes them, with an identifier of this many bytes and these caveats; nobody accepts it. */
export function makeMacaroon(identifierBytes = 60, caveats: readonly string[] = []): Buffer {
  return Buffer.concat([
    Buffer.from([2]),
    field(1, Buffer.from('lnd')),
    field(2, Buffer.alloc(identifierBytes, 0xfb)),
    Buffer.from([0]),
    ...caveats.map((caveat) => Buffer.concat([field(2, Buffer.from(caveat)), Buffer.from([0])])),
    Buffer.from([0]),
    field(6, Buffer.alloc(32, 0x5a))
  ])
}
