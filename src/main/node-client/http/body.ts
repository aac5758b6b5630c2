/** A request as the gateway expects it: bytes are base64, as in the JSON mapping of protobuf. */
export function bodyOf(request: object): string {
  return JSON.stringify(Object.fromEntries(Object.entries(toDid(request)).map(jsonField)))
}

/**
 * The second generation takes the recipient's DID in a field of its own, and text as data. Over gRPC both forms have
 * the same encoding; in JSON they differ.
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
