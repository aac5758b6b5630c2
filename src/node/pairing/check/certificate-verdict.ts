import type { PairingProblem } from '../../../shared/domain/pairing'
import type { TlsTrust } from '../../tls/trust'
import type { Handshake } from '../../tls/handshake'

type CertificateProblem = Extract<
  PairingProblem,
  'certificate-mismatch' | 'certificate-changed' | 'certificate-expired' | 'certificate-untrusted'
>

/**
 * The problem with the certificate that LND presented; undefined if there is none. `isPinned`: a certificate was given
 * with the details. `trusted`: the fingerprint of the certificate that the wallet has trusted until now.
 */
export function certificateProblem(
  { shown, objection }: Pick<Handshake, 'shown' | 'objection'>,
  trust: Pick<TlsTrust, 'isGiven'>,
  { isPinned, trusted }: { readonly isPinned: boolean; readonly trusted: string | undefined }
): CertificateProblem | undefined {
  if (objection === undefined) return undefined
  const outdated = objection === 'CERT_HAS_EXPIRED' || objection === 'CERT_NOT_YET_VALID'
  if (!isPinned) return outdated ? 'certificate-expired' : 'certificate-untrusted'
  if (trust.isGiven(shown.raw)) return outdated ? 'certificate-expired' : 'certificate-untrusted'
  return trusted === undefined || trusted === shown.fingerprint256
    ? 'certificate-mismatch'
    : 'certificate-changed'
}
