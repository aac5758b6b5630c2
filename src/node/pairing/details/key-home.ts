import type { X509Certificate } from 'node:crypto'
import { fail, ok, type Result } from '../../../shared/result'
import { readCertificates } from '../../tls/certificates'

/**
 * Where a key belongs that the wallet read itself: from the keychain, or from LND's folder. `cert`: PEM; undefined: the
 * system's CA store decides.
 */
export interface KeyHome {
  readonly address?: string | undefined
  readonly cert?: string | undefined
  readonly socks?: string | undefined
}

/** A server that showed its certificate. */
interface Reached {
  readonly address: string
  /** The certificate that was given for it, PEM; undefined: the system's CA store decides. */
  readonly cert: string | undefined
  readonly shown: X509Certificate
  /** The proxy that was entered, if any. */
  readonly socks: string | undefined
}

/**
 * The certificate, PEM, by which every connection must be judged that the key is sent over; undefined: the system's CA store
 * decides. Fails if the key may not be sent to this server. A key that the wallet read itself goes to the address that it
 * belongs to, or to a server with the very certificate that it belongs to: the page never had the key, and must not be able
 * to send it elsewhere. `home`: undefined if the person gave the key.
 */
export function trustForKey(
  home: KeyHome | undefined,
  { address, cert, shown, socks }: Reached
): Result<string | undefined, 'key-elsewhere'> {
  if (home === undefined) return ok(cert)
  if (address === home.address && (socks === undefined || socks === home.socks)) return ok(cert)
  const own = home.cert === undefined ? [] : readCertificates(Buffer.from(home.cert))
  if (!own.some(({ raw }) => raw.equals(shown.raw))) return fail('key-elsewhere')
  // Only this one: an authority that was given beside it may have signed the certificates of other servers. When the
  // authority renews the certificate, the person is asked to trust the new one.
  return ok(own.length === 1 ? home.cert : shown.toString())
}
