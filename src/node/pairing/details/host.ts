import type { X509Certificate } from 'node:crypto'
import type { LndHost } from '../../../shared/domain/pairing'
import { readCertificates } from '../../tls/certificates'

/** The system that this LND runs on, if its host name or the authority of its certificate shows it. */
export function hostOf(address: string | undefined, cert: string | undefined): LndHost | undefined {
  const name = address?.replace(/:\d+$/u, '').toLowerCase()
  const certificates = cert === undefined ? [] : readCertificates(Buffer.from(cert))
  if (name === 'umbrel.local') return 'umbrel'
  if (name !== undefined && /\.(?:voltageapp\.io|voltage\.cloud)$/u.test(name)) return 'voltage'
  if (name === 'raspiblitz.local') return 'raspiblitz'
  if (certificates.some(isOfStart9)) return 'start9'
  if (certificates.some(({ subjectAltName = '' }) => /\bDNS:umbrel\.local\b/u.test(subjectAltName)))
    return 'umbrel'
  return name === '127.0.0.1' || name === 'localhost' || name === '[::1]' ? 'plain' : undefined
}

/** StartOS signs the certificates of its services with an authority of its own. */
function isOfStart9({ issuer, subject }: X509Certificate): boolean {
  return /^(?:O|CN)=.*\b(?:start9|embassy)\b/imu.test(`${issuer}\n${subject}`)
}
