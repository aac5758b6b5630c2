import { fail, ok, type Result } from '../../../shared/result'
import { readCertificates, toPem } from '../../tls/certificates'
import type { LndAccess } from './lnd-access'
import { readLndAddress } from './lnd-address'
import { isMacaroon } from './macaroon-format'

export type LndconnectError =
  'not-lndconnect' | 'no-address' | 'bad-certificate' | 'no-macaroon' | 'bad-macaroon'

/** The content of an lndconnect link. */
export interface LndconnectLink {
  /** `host:port`. */
  readonly address: string
  /** PEM. */
  readonly cert: string | undefined
  /** Hex. */
  readonly macaroon: string | undefined
}

/** Reads a complete lndconnect link. */
export function parseLndconnect(text: string): Result<LndAccess, LndconnectError> {
  const link = readLndconnect(text)
  if (!link.ok) return link
  const { macaroon } = link.value
  return macaroon === undefined ? fail('no-macaroon') : ok({ ...link.value, macaroon })
}

/**
 * Reads an lndconnect link: `lndconnect://HOST:PORT?cert=…&macaroon=…`, the certificate as DER or PEM in any base64 or
 * left out, the macaroon in any base64 or in hex or left out, also without the slashes.
 */
export function readLndconnect(
  text: string
): Result<LndconnectLink, Exclude<LndconnectError, 'no-macaroon'>> {
  const match = /^\s*lndconnect:(?:\/\/)?([^/?#]*)\/?(?:\?(\S*))?\s*$/i.exec(text)
  if (match === null) return fail('not-lndconnect')
  const address = readLndAddress(match[1] ?? '')
  if (address === undefined) return fail('no-address')
  const query = readQuery(match[2] ?? '')
  const cert = query.get('cert') ?? ''
  const pem = cert === '' ? undefined : parseCertificate(cert)
  if (cert !== '' && pem === undefined) return fail('bad-certificate')
  const macaroonText = query.get('macaroon') ?? ''
  if (macaroonText === '') return ok({ address, cert: pem, macaroon: undefined })
  const macaroon = parseMacaroon(macaroonText)
  return macaroon === undefined ? fail('bad-macaroon') : ok({ address, cert: pem, macaroon })
}

/** Converts certificates in PEM, or in base64 of DER or PEM, to PEM. Undefined if the text is not a certificate. */
export function parseCertificate(text: string): string | undefined {
  const bytes = text.includes('-----BEGIN') ? Buffer.from(text) : decodeBase64(text)
  const certificates = bytes === undefined ? [] : readCertificates(bytes)
  return certificates.length === 0 ? undefined : toPem(certificates)
}

/** Converts a macaroon in hex or any base64 to hex. Undefined if the text is not a macaroon. */
export function parseMacaroon(text: string): string | undefined {
  const plain = text.replace(/\s/g, '')
  const bytes = /^(?:[0-9a-f]{2})+$/i.test(plain) ? Buffer.from(plain, 'hex') : decodeBase64(plain)
  return bytes !== undefined && isMacaroon(bytes) ? bytes.toString('hex') : undefined
}

/** Keeps `+`, because it is a base64 digit if the text was not percent-encoded. */
function readQuery(query: string): ReadonlyMap<string, string> {
  return new Map(
    query.split('&').map((pair) => {
      const at = pair.indexOf('=')
      const [key, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
      return [key.toLowerCase(), decodePercent(value)]
    })
  )
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Decodes the ordinary and the URL alphabet, with or without padding and white space. */
export function decodeBase64(text: string): Buffer | undefined {
  const padded = text.replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/')
  let end = padded.length
  // A loop, because the pattern `/=+$/` takes quadratic time for a text with many `=`.
  while (padded[end - 1] === '=') end -= 1
  const plain = padded.slice(0, end)
  return /^[A-Za-z0-9+/]+$/.test(plain) ? Buffer.from(plain, 'base64') : undefined
}
