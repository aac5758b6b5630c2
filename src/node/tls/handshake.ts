import { X509Certificate } from 'node:crypto'
import { isIP, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { TlsTrust } from './trust'

/** The result of a TLS handshake. Nothing was sent over the connection yet. */
export interface Handshake {
  readonly socket: TLSSocket
  /** As in `TLS 1.3`. */
  readonly protocol: string
  /** Whether the other side speaks HTTP/2. */
  readonly http2: boolean
  readonly shown: X509Certificate
  /** Why the certificate is not trusted, as a code of OpenSSL or Node; undefined if it is trusted. */
  readonly objection: string | undefined
}

/** The other side does not speak TLS. */
export class NotTls extends Error {}

/**
 * Performs a TLS handshake on the socket, even if the peer's certificate is not trusted: the caller decides. Rejects
 * with NotTls, or with the signal's reason.
 */
export function performHandshake(
  socket: Socket,
  host: string,
  trust: TlsTrust,
  signal: AbortSignal
): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const secured = connectTls({
      socket,
      host,
      // An IP address is not a server name (RFC 6066).
      ...(isIP(host) === 0 ? { servername: host } : {}),
      secureContext: trust.context,
      ALPNProtocols: ['h2', 'http/1.1'],
      // The caller decides by `objection`, before anything is sent.
      rejectUnauthorized: false,
      checkServerIdentity: (_dialled, shown) => trust.checkIdentity(host, shown)
    })
    const abort = () => {
      secured.destroy()
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
    }
    if (signal.aborted) {
      abort()
      return
    }
    signal.addEventListener('abort', abort, { once: true })
    const failed = () => {
      signal.removeEventListener('abort', abort)
      secured.destroy()
      reject(new NotTls())
    }
    secured.on('error', failed)
    secured.once('close', failed)
    secured.once('secureConnect', () => {
      signal.removeEventListener('abort', abort)
      secured.off('close', failed)
      const shown = secured.getPeerX509Certificate()
      if (shown === undefined) {
        failed()
        return
      }
      resolve({
        socket: secured,
        protocol: secured.getProtocol()?.replace(/^TLSv/u, 'TLS ') ?? 'TLS',
        http2: secured.alpnProtocol === 'h2',
        shown: new X509Certificate(shown.raw),
        objection: secured.authorized ? undefined : String(secured.authorizationError)
      })
    })
  })
}
