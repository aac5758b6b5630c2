import { X509Certificate } from 'node:crypto'

/** SHA-256 of the first certificate in a PEM text, as upper-case hex pairs; undefined if there is none. */
export function fingerprintOf(pem: string): string | undefined {
  try {
    return new X509Certificate(pem).fingerprint256
  } catch {
    return undefined
  }
}
