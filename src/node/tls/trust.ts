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
 * Whom a TLS client believes. With a given certificate (PEM): the server that shows this very one, whatever name it is
 * reached by, and one whose certificate it signed. Without: the system's authorities judge.
 */
export interface TlsTrust {
  readonly context: SecureContext
  readonly checkIdentity: (host: string, shown: PeerCertificate) => Error | undefined
  /** Whether this very certificate, DER, was given. */
  readonly isGiven: (shown: Buffer) => boolean
}

/** Node's name for OpenSSL's X509_V_FLAG_PARTIAL_CHAIN, from Node 22.9 on: a given leaf is trusted without its authority. */
interface Options extends SecureContextOptions {
  readonly allowPartialTrustChain: boolean
}

/** @throws Error where `cert` holds no certificate */
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
