import type { LndAccess } from '../backends/lnd/lnd-access'
import { splitHostPort } from '../net/connect'
import { dial } from '../net/socks'
import { performHandshake } from '../tls/handshake'
import { tlsTrust } from '../tls/trust'

/** Timeout that is long enough for Tor. Milliseconds. */
const HANDSHAKE_WITHIN_MS = 60_000

export interface ShownCertificate {
  readonly certificate: { readonly fingerprint: string; readonly pem: string }
  /** It is the trusted certificate, so it was refused for another reason. */
  readonly isTrusted: boolean
}

/** The certificate that LND presents now. Sends nothing. Undefined if the handshake fails. */
export async function shownCertificate({
  address,
  cert,
  socks
}: LndAccess): Promise<ShownCertificate | undefined> {
  const to = splitHostPort(address)
  const trust = tlsTrust(cert)
  const signal = AbortSignal.timeout(HANDSHAKE_WITHIN_MS)
  try {
    const { shown, socket } = await performHandshake(await dial(to, socks, signal), to.host, trust, signal)
    socket.destroy()
    return {
      certificate: { fingerprint: shown.fingerprint256, pem: shown.toString() },
      isTrusted: trust.isGiven(shown.raw)
    }
  } catch {
    return undefined
  }
}
