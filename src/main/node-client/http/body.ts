/** A request as the gateway takes it: bytes are base64, as in protobuf's JSON mapping. */
export function bodyOf(request: object): string {
  return JSON.stringify(Object.fromEntries(Object.entries(toDid(request)).map(jsonField)))
}

/**
 * The second generation names the recipient of a message by a DID, in a field of its own, and takes text for its data.
 * Over gRPC the two requests are one on the wire; here they differ.
 */
function toDid(request: object): object {
  const named = 'pubkey' in request && typeof request.pubkey === 'string' && request.pubkey.startsWith('did:')
  if (!named) return request
  const { pubkey: did, ...rest } = request
  if (!('msg' in rest) || !(rest.msg instanceof Uint8Array)) return { ...rest, did }
  return { ...rest, did, msg: Buffer.from(rest.msg).toString('utf8') }
}

const jsonField = ([name, value]: [string, unknown]): [string, unknown] => [
  name,
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
]
