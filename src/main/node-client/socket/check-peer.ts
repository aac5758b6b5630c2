import { createHash, X509Certificate } from 'node:crypto'
import type { ConnectFailure, ConnectFailureCode } from '../../../shared/domain/connection'
import type { Security } from '../../../shared/domain/node'

export type TlsSecurity = Extract<Security, { kind: 'tls' | 'tls-certificate' | 'tls-pinned' }>

/** The result of a TLS handshake. */
export interface Peer {
  /** The peer's certificate, DER. */
  readonly certificate: Uint8Array
  /** Why the platform's check failed, as a code of OpenSSL or Node; undefined if it passed. */
  readonly objection: string | undefined
}

/** SHA-256 of the certificate in the format of `openssl x509 -fingerprint -sha256`: upper-case pairs with colons. */
export function fingerprintOf(certificate: Uint8Array): string {
  const hex = createHash('sha256').update(certificate).digest('hex').toUpperCase()
  return (hex.match(/../gu) ?? []).join(':')
}

/** Compares fingerprints in any format: with or without colons, in either case, with or without a `sha256` prefix. */
export function sameFingerprint(one: string, other: string): boolean {
  const digits = (text: string) =>
    text
      .trim()
      .replace(/^sha-?256(?: fingerprint)?\s*[:=]?/iu, '')
      .replace(/[^0-9a-f]/giu, '')
      .toUpperCase()
  return digits(one).length === 64 && digits(one) === digits(other)
}

/** The certificates in a PEM text. Other text and unreadable certificates are skipped. */
export function certificatesIn(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? []
  return blocks.flatMap((block) => {
    try {
      return [new X509Certificate(block)]
    } catch {
      return []
    }
  })
}

/** The fingerprint of the first certificate in a PEM text; undefined if there is none. */
export const fingerprintOfPem = (pem: string): string | undefined => certificatesIn(pem)[0]?.fingerprint256

/** From when on the first certificate is valid, in milliseconds since 1970. Undefined if there is none. */
export function validFromOfPem(pem: string): number | undefined {
  const at = Date.parse(certificatesIn(pem)[0]?.validFrom ?? '')
  return Number.isNaN(at) ? undefined : at
}

/**
 * Whether to trust this peer; undefined means yes. A person who names the exact certificate, by fingerprint or as a
 * file, trusts its key: then neither host name nor date are checked, as for an SSH host key.
 */
export function checkPeer(security: TlsSecurity, peer: Peer): ConnectFailure | undefined {
  const fingerprint = fingerprintOf(peer.certificate)
  if (security.kind === 'tls-pinned') {
    return sameFingerprint(security.fingerprint, fingerprint)
      ? undefined
      : { code: 'certificate-changed', fingerprint, trustedFingerprint: security.fingerprint }
  }
  const given = security.kind === 'tls-certificate' ? certificatesIn(security.pem) : []
  if (given.some(({ raw }) => raw.equals(peer.certificate))) return undefined
  if (peer.objection === undefined) return undefined
  const code = failureCodeOf(peer.objection)
  // The peer has the name of a given certificate but another key: renewed, or an impostor.
  const before =
    code === 'certificate-untrusted' ? given.find(({ subject }) => subject === subjectOf(peer)) : undefined
  const failure = { detail: peer.objection, fingerprint }
  return before === undefined
    ? { code, ...failure }
    : { code: 'certificate-changed', ...failure, trustedFingerprint: fingerprintOf(before.raw) }
}

const subjectOf = ({ certificate }: Peer): string | undefined =>
  certificate.length === 0 ? undefined : new X509Certificate(certificate).subject

/**
 * Failure codes for those objections that have a remedy of their own. OpenSSL and BoringSSL name the others
 * differently.
 */
function failureCodeOf(objection: string): ConnectFailureCode {
  switch (objection) {
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return 'certificate-expired'
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'certificate-wrong-host'
    default:
      return 'certificate-untrusted'
  }
}
