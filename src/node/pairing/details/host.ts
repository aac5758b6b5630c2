import type { X509Certificate } from 'node:crypto'
import type { LndHost } from '../../../shared/domain/pairing'
import { hostByAddress } from '../../../shared/lnd-host'
import { readCertificates } from '../../tls/certificates'

/** The system that this LND runs on, if its host name or the authority of its certificate shows it. */
export function hostOf(address: string | undefined, cert: string | undefined): LndHost | undefined {
  const byAddress = address === undefined ? undefined : hostByAddress(address)
  if (byAddress !== undefined && byAddress !== 'plain') return byAddress
  const certificates = cert === undefined ? [] : readCertificates(Buffer.from(cert))
  if (certificates.some(isOfStart9)) return 'start9'
  if (certificates.some(({ subjectAltName = '' }) => /\bDNS:umbrel\.local\b/u.test(subjectAltName)))
    return 'umbrel'
  return byAddress
}

/** StartOS signs the certificates of its services with an authority of its own. */
function isOfStart9({ issuer, subject }: X509Certificate): boolean {
  return /^(?:O|CN)=.*\b(?:start9|embassy)\b/imu.test(`${issuer}\n${subject}`)
}
