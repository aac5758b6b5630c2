import {
  checkServerIdentity,
  createSecureContext,
  type PeerCertificate,
  type SecureContext,
  type SecureContextOptions
} from 'node:tls'
import { readCertificates } from './certificates'
import { systemRoots } from './system-roots'

/**
 * What a TLS client trusts. With a given certificate (PEM): a server that presents this certificate, under any name,
 * and a server whose certificate it signed. Without one: a server that the system's authorities accept.
 */
export interface TlsTrust {
  readonly context: SecureContext
  readonly checkIdentity: (host: string, shown: PeerCertificate) => Error | undefined
  /** Whether this certificate (DER) is the given one. */
  readonly isGiven: (shown: Buffer) => boolean
}

/**
 * Node's name for OpenSSL's X509_V_FLAG_PARTIAL_CHAIN, since Node 22.9: a given leaf certificate is trusted without its
 * authority.
 */
interface Options extends SecureContextOptions {
  readonly allowPartialTrustChain: boolean
}

/** @throws Error if `cert` contains no certificate */
export function tlsTrust(cert: string | undefined): TlsTrust {
  const given = cert === undefined ? [] : readCertificates(Buffer.from(cert))
  if (cert !== undefined && given.length === 0) throw new Error('the given certificate cannot be read')
  const isGiven = (shown: Buffer) => given.some(({ raw }) => raw.equals(shown))
  const options: Options = {
    ca: cert === undefined ? systemRoots() : given.map((one) => one.toString()),
    allowPartialTrustChain: cert !== undefined
  }
  return {
    context: createSecureContext(options),
    isGiven,
    checkIdentity: (host, shown) => (isGiven(shown.raw) ? undefined : checkServerIdentity(host, shown))
  }
}
