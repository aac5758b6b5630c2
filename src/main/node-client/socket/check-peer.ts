import { createHash, X509Certificate } from 'node:crypto'
import type { ConnectFailure, ConnectFailureCode } from '../../../shared/domain/connection'
import type { Security } from '../../../shared/domain/node'

export type TlsSecurity = Extract<Security, { kind: 'tls' | 'tls-certificate' | 'tls-pinned' }>

/** What a TLS handshake found out about the other side. */
export interface Peer {
  /** The certificate it presented, DER. */
  readonly certificate: Uint8Array
  /** Why the platform's check did not pass, in OpenSSL's or Node's words; undefined where it did. */
  readonly objection: string | undefined
}

/** SHA-256 of the certificate, as `openssl x509 -fingerprint -sha256` writes it: upper-case pairs with colons. */
export function fingerprintOf(certificate: Uint8Array): string {
  const hex = createHash('sha256').update(certificate).digest('hex').toUpperCase()
  return (hex.match(/../gu) ?? []).join(':')
}

/** Fingerprints are pasted in every form: with or without colons, in either case, with `sha256` in front. */
export function sameFingerprint(one: string, other: string): boolean {
  const digits = (text: string) =>
    text
      .trim()
      .replace(/^sha-?256(?: fingerprint)?\s*[:=]?/iu, '')
      .replace(/[^0-9a-f]/giu, '')
      .toUpperCase()
  return digits(one).length === 64 && digits(one) === digits(other)
}

/** The certificates in a PEM text; text around them is nobody's business. Those that cannot be read are left out. */
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

/**
 * Whether to speak to this peer; undefined: yes. Whoever names the very certificate, by its fingerprint or by giving
 * it, trusts its key: then neither a host name nor a date is asked, as with a host key of SSH.
 */
export function verdict(security: TlsSecurity, peer: Peer): ConnectFailure | undefined {
  const fingerprint = fingerprintOf(peer.certificate)
  if (security.kind === 'tls-pinned') {
    return sameFingerprint(security.fingerprint, fingerprint)
      ? undefined
      : { code: 'certificate-changed', fingerprint, trustedFingerprint: security.fingerprint }
  }
  const given = security.kind === 'tls-certificate' ? certificatesIn(security.pem) : []
  if (given.some(({ raw }) => raw.equals(peer.certificate))) return undefined
  if (peer.objection === undefined) return undefined
  const code = codeOf(peer.objection)
  // Of the same name as one that was given, but another: renewed, or somebody else's.
  const before =
    code === 'certificate-untrusted' ? given.find(({ subject }) => subject === subjectOf(peer)) : undefined
  const failure = { detail: peer.objection, fingerprint }
  return before === undefined
    ? { code, ...failure }
    : { code: 'certificate-changed', ...failure, trustedFingerprint: fingerprintOf(before.raw) }
}

const subjectOf = ({ certificate }: Peer): string | undefined =>
  certificate.length === 0 ? undefined : new X509Certificate(certificate).subject

/** The platform's objections that have a remedy of their own; BoringSSL and OpenSSL name the others differently. */
function codeOf(objection: string): ConnectFailureCode {
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
