import { X509Certificate } from 'node:crypto'

const MAX_CERTIFICATES = 10

/** Reads certificates in PEM or DER, the server's own first. Empty if there is none or one is unreadable. */
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

/** Concatenated PEM. */
export function toPem(certificates: readonly X509Certificate[]): string {
  return certificates.map((certificate) => certificate.toString()).join('')
}
