import { X509Certificate } from 'node:crypto'
import { fail, ok, type Result } from '../../../shared/result'
import type { LndAccess } from './lnd-access'

export type LndconnectError =
  'not-lndconnect' | 'no-address' | 'bad-certificate' | 'no-macaroon' | 'bad-macaroon'

/** LND's gRPC port, where a link names none. */
const GRPC_PORT = '10009'

/**
 * Reads an lndconnect link: `lndconnect://HOST:PORT?cert=…&macaroon=…`, the certificate as DER or PEM in any base64 or
 * left out, the macaroon in any base64 or in hex, also without the slashes.
 */
export function parseLndconnect(text: string): Result<LndAccess, LndconnectError> {
  const match = /^\s*lndconnect:(?:\/\/)?([^/?#]*)\/?(?:\?(\S*))?\s*$/i.exec(text)
  if (match === null) return fail('not-lndconnect')
  const address = addressOf(match[1] ?? '')
  if (address === undefined) return fail('no-address')
  const query = readQuery(match[2] ?? '')
  const cert = query.get('cert') ?? ''
  const pem = cert === '' ? undefined : parseCertificate(cert)
  if (cert !== '' && pem === undefined) return fail('bad-certificate')
  const macaroonText = query.get('macaroon') ?? ''
  if (macaroonText === '') return fail('no-macaroon')
  const macaroon = parseMacaroon(macaroonText)
  return macaroon === undefined ? fail('bad-macaroon') : ok({ address, cert: pem, macaroon })
}

/** A certificate as PEM text, or DER or PEM in base64; undefined where it is none. */
export function parseCertificate(text: string): string | undefined {
  const pem = text.includes('-----BEGIN') ? Buffer.from(text) : decodeBase64(text)
  if (pem === undefined) return undefined
  try {
    return new X509Certificate(pem).toString()
  } catch {
    return undefined
  }
}

/** A macaroon in hex or any base64, as hex. LND's begin with version 2 of the binary form. */
export function parseMacaroon(text: string): string | undefined {
  const trimmed = text.trim()
  const bytes = /^(?:[0-9a-f]{2})+$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : decodeBase64(trimmed)
  return bytes?.[0] === 2 && bytes.length > 32 ? bytes.toString('hex') : undefined
}

/** With `+` kept: base64 that was not percent-encoded has it as a digit. */
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

function addressOf(host: string): string | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[^:\s[\]]+)(?::(\d{1,5}))?$/i.exec(host)
  if (match?.[1] === undefined) return undefined
  const port = match[2] ?? GRPC_PORT
  return Number(port) > 65_535 || Number(port) === 0 ? undefined : `${match[1]}:${port}`
}

function decodeBase64(text: string): Buffer | undefined {
  const plain = text.replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
  return /^[A-Za-z0-9+/]+$/.test(plain) ? Buffer.from(plain, 'base64') : undefined
}
