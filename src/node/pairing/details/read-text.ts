import type { LndDetailsFailure, LndDetailsForm } from '../../../shared/domain/pairing'
import { parsePayInput } from '../../../shared/pay-input/parse'
import { fail, ok, type Result } from '../../../shared/result'
import { readLndAddress } from '../../backends/lnd/lnd-address'
import {
  decodeBase64,
  parseCertificate,
  parseMacaroon,
  readLndconnect,
  type LndconnectError
} from '../../backends/lnd/lndconnect'
import { LND_MACAROON_BEGINS } from '../../backends/lnd/macaroon-format'
import { hasPieces, type LndPieces } from './pieces'

/** In UTF-16 units. A link has about 1,000; a chain of certificates and a macaroon with many caveats fit. */
const MAX_TEXT = 100_000
const MAX_WORDS = 100
const PEM_BLOCK = /-----BEGIN [A-Z ]+-----[^-]*-----END [A-Z ]+-----/gu

export interface ReadText {
  readonly form: Extract<LndDetailsForm, 'lndconnect' | 'text'>
  readonly pieces: LndPieces
}

type TextFailure = Extract<
  LndDetailsFailure,
  | 'empty'
  | 'too-large'
  | 'is-invoice'
  | 'is-payment'
  | 'not-recognised'
  | 'no-address'
  | 'bad-certificate'
  | 'bad-macaroon'
>

/**
 * Reads connection details in a text: an lndconnect link, also with other words around it or wrapped by a terminal; a
 * macaroon or a certificate in hex, base64 or PEM; `host:port`; or several of these.
 */
export function readText(text: string): Result<ReadText, TextFailure> {
  if (text.length > MAX_TEXT) return fail('too-large')
  const trimmed = text.trim()
  if (trimmed === '') return fail('empty')
  const link = /lndconnect:/iu.exec(trimmed)
  if (link !== null) return readLink(trimmed.slice(link.index))
  const found = readPieces(trimmed)
  if (!found.ok || hasPieces(found.value)) {
    return found.ok ? ok({ form: 'text', pieces: found.value }) : found
  }
  switch (parsePayInput(trimmed).kind) {
    case 'nothing':
      return fail('not-recognised')
    case 'invoices':
    case 'damaged-invoice':
      return fail('is-invoice')
    default:
      return fail('is-payment')
  }
}

function readLink(text: string): Result<ReadText, TextFailure> {
  // The text may contain a second link, for example for REST below the one for gRPC. Only the first one is read.
  const next = text.slice(1).search(/lndconnect:/iu)
  const alone = next < 0 ? text : text.slice(0, next + 1)
  const unwrapped = alone.split(/\r?\n[ \t]*\r?\n/u)[0]?.replaceAll(/\r?\n[ \t]*/gu, '') ?? ''
  let failure: Exclude<LndconnectError, 'no-macaroon'> = 'not-lndconnect'
  for (const candidate of [unwrapped, alone]) {
    const link = readLndconnect(/^\S+/u.exec(candidate)?.[0] ?? '')
    if (link.ok) return ok({ form: 'lndconnect', pieces: link.value })
    failure = link.error.code
  }
  return fail(failure === 'not-lndconnect' ? 'not-recognised' : failure)
}

function readPieces(text: string): Result<LndPieces, TextFailure> {
  const blocks = text.match(PEM_BLOCK)?.join('\n')
  const cert = blocks === undefined ? undefined : parseCertificate(blocks)
  if (text.includes('-----BEGIN CERTIFICATE') && cert === undefined) return fail('bad-certificate')
  const rest = text.replaceAll(PEM_BLOCK, ' ').trim()
  // The text may be one value that is wrapped over several lines. Otherwise each word is read separately.
  const whole = readWord(rest)
  if (hasPieces(whole)) return ok({ ...whole, cert: whole.cert ?? cert })
  const words = rest.split(/\s+/u).slice(0, MAX_WORDS)
  const pieces = words
    .map(readWord)
    .reduce<LndPieces>((all, one) => ({ ...all, ...one }), cert === undefined ? {} : { cert })
  if (pieces.macaroon === undefined && [rest, ...words].some(beginsAsMacaroon)) return fail('bad-macaroon')
  return ok(pieces)
}

function readWord(word: string): LndPieces {
  const macaroon = parseMacaroon(word)
  if (macaroon !== undefined) return { macaroon }
  const cert = /^[0-9a-f\s]+$/iu.test(word) ? certificateInHex(word) : parseCertificate(word)
  if (cert !== undefined) return { cert }
  // A name without a port is not an address, because every word could be a name.
  const address = /^\S+:\d{1,5}$/u.test(word) || /\.onion$/iu.test(word) ? readLndAddress(word) : undefined
  return address === undefined ? {} : { address }
}

function certificateInHex(word: string): string | undefined {
  const bytes = Buffer.from(word.replaceAll(/\s/gu, ''), 'hex')
  return parseCertificate(bytes.toString('base64'))
}

function beginsAsMacaroon(word: string): boolean {
  const bytes = /^[0-9a-f\s]+$/iu.test(word)
    ? Buffer.from(word.replaceAll(/\s/gu, ''), 'hex')
    : decodeBase64(word)
  return bytes?.subarray(0, LND_MACAROON_BEGINS.length).equals(LND_MACAROON_BEGINS) ?? false
}
