import { FieldReader } from './field-reader'

/** Field types of version 2 of the binary form (macaroon library libmacaroons, `doc/format.txt`). */
const FIELD = { end: 0, location: 1, identifier: 2, verificationId: 4, signature: 6 } as const
const SIGNATURE_BYTES = 32
/** LND's macaroons have a few hundred bytes; caveats add more. */
const MAX_BYTES = 8_000

/** The first bytes of every macaroon that LND makes: version 2, then the location `lnd`. */
export const LND_MACAROON_BEGINS = Buffer.from('0201036c6e64', 'hex')

/** The parts of a macaroon. */
export interface Macaroon {
  readonly identifier: Uint8Array
  readonly caveats: readonly Caveat[]
}

/** A condition that was added to a macaroon. */
export interface Caveat {
  readonly identifier: Uint8Array
  /** Another server decides about it. LND adds no such caveats. */
  readonly isThirdParty: boolean
}

/** Whether these bytes are one whole macaroon of version 2, which LND uses, with nothing before or after it. */
export const isMacaroon = (bytes: Uint8Array): boolean => readMacaroon(bytes) !== undefined

/** Reads a macaroon of version 2. Undefined if the bytes are anything else, or more than one macaroon. */
export function readMacaroon(bytes: Uint8Array): Macaroon | undefined {
  if (bytes.length > MAX_BYTES || bytes[0] !== 2) return undefined
  const reader = new FieldReader(bytes, 1)
  const first = readSection(reader)
  if (first === undefined) return undefined
  const caveats: Caveat[] = []
  // Each caveat is a section; an empty one ends them.
  while (reader.peek() !== FIELD.end) {
    const caveat = readSection(reader)
    if (caveat === undefined) return undefined
    caveats.push(caveat)
  }
  reader.field()
  const signature = reader.field()
  const isWhole =
    signature?.type === FIELD.signature && signature.content.length === SIGNATURE_BYTES && reader.atEnd
  return isWhole ? { identifier: first.identifier, caveats } : undefined
}

/** Reads `[location] identifier [verificationId] end`. */
function readSection(reader: FieldReader): Caveat | undefined {
  let field = reader.field()
  if (field?.type === FIELD.location) field = reader.field()
  if (field?.type !== FIELD.identifier) return undefined
  const identifier = field.content
  field = reader.field()
  const isThirdParty = field?.type === FIELD.verificationId
  if (isThirdParty) field = reader.field()
  return field?.type === FIELD.end ? { identifier, isThirdParty } : undefined
}
