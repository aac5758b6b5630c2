import { X509Certificate } from 'node:crypto'

const MAX_CERTIFICATES = 10

/** The certificates in PEM text or in DER, the server's own first. Empty where there is none, or one cannot be read. */
export function readCertificates(bytes: Buffer): X509Certificate[] {
  const text = bytes.toString('latin1')
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? []
  if (blocks.length === 0 && text.includes('-----BEGIN')) return []
  try {
    return blocks.length === 0
      ? [new X509Certificate(bytes)]
      : blocks.slice(0, MAX_CERTIFICATES).map((block) => new X509Certificate(block))
  } catch {
    return []
  }
}

/** PEM, one after the other. */
export function toPem(certificates: readonly X509Certificate[]): string {
  return certificates.map((certificate) => certificate.toString()).join('')
}
