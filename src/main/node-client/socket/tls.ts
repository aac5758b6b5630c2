import type { Socket } from 'node:net'
import { connect, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls'
import type { ConnectFailure } from '../../../shared/domain/connection'
import type { ClientCertificate } from '../../../shared/domain/node'
import { fail, ok, type Result } from '../../../shared/result'
import { errorCode } from '../../error-text'
import { PlainStream } from './plain-stream'
import { failureOfText } from './failure'
import { systemRoots } from './roots'
import { certificatesIn, checkPeer, type TlsSecurity } from './check-peer'

export interface TlsTerms {
  readonly security: TlsSecurity
  /** The name or IP address to connect to. */
  readonly host: string
  /** Undefined for an IP address, which is not a server name (RFC 6066). */
  readonly serverName: string | undefined
  readonly alpn: 'h2' | 'http/1.1'
  readonly clientCertificate: ClientCertificate | undefined
}

/**
 * Performs a TLS handshake on a connected socket and decides whether to trust the peer before anything else is sent.
 * Refusing destroys the socket. The caller enforces a deadline by destroying the socket.
 */
export type Handshake = (raw: Socket) => Promise<Result<TLSSocket, ConnectFailure>>

/** Prepares handshakes with these settings. Fails if the given certificates cannot be used. */
export function prepareTls(
  terms: TlsTerms
): Result<Handshake, 'certificate-untrusted' | 'client-certificate-refused'> {
  const { security } = terms
  if (security.kind === 'tls-certificate' && certificatesIn(security.pem).length === 0) {
    return fail('certificate-untrusted', 'no certificate in the given text')
  }
  try {
    const context = secureContext(terms)
    return ok((raw) => performHandshake(raw, terms, context))
  } catch {
    // OpenSSL's message about an unreadable key may quote the key.
    return fail('client-certificate-refused', 'the certificate or its key cannot be used')
  }
}

function secureContext({ security, clientCertificate }: TlsTerms): SecureContext {
  return createSecureContext({
    minVersion: 'TLSv1.2',
    ...(security.kind === 'tls' ? { ca: systemRoots() } : {}),
    ...(security.kind === 'tls-certificate' ? { ca: security.pem } : {}),
    ...(clientCertificate === undefined
      ? {}
      : { cert: clientCertificate.certificate, key: clientCertificate.key })
  })
}

function performHandshake(raw: Socket, terms: TlsTerms, context: SecureContext): ReturnType<Handshake> {
  return new Promise((resolve) => {
    const refuse = (failure: ConnectFailure) => {
      raw.destroy()
      resolve({ ok: false, error: failure })
    }
    const socket = connect({
      socket: new PlainStream(raw),
      host: terms.host,
      ...(terms.serverName === undefined ? {} : { servername: terms.serverName }),
      ALPNProtocols: [terms.alpn],
      secureContext: context,
      // We decide ourselves: a pinned certificate is trusted without an authority.
      rejectUnauthorized: false
    })
    const closed = () => refuse({ code: 'lost', detail: 'closed during the TLS handshake' })
    // Stays attached. The new owner of the socket adds its own listener, but until then an error must not be an
    // uncaught exception.
    socket.on('error', (error: Error) => refuse(handshakeFailure(error)))
    socket.once('close', closed)
    socket.once('secureConnect', () => {
      socket.off('close', closed)
      const refusal = checkPeer(terms.security, {
        certificate: socket.getPeerX509Certificate()?.raw ?? new Uint8Array(),
        objection: socket.authorized ? undefined : objectionOf(socket.authorizationError)
      })
      if (refusal === undefined) resolve(ok(socket))
      else refuse(refusal)
    })
  })
}

/** Declared as `Error`, but at run time it is a code such as `CERT_HAS_EXPIRED`. */
const objectionOf = (error: unknown): string => (typeof error === 'string' ? error : 'unknown')

/** Names in OpenSSL and BoringSSL for an answer that is not a TLS record. */
const NOT_TLS = /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL/u

/** Alerts with which a server refuses the client's certificate, or a client without one. */
const CLIENT_CERTIFICATE_ALERT =
  /ALERT_(?:CERTIFICATE_REQUIRED|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNKNOWN_CA|ACCESS_DENIED)/u

/** In TLS 1.3 a server refuses a client certificate only after the client has finished the handshake. */
export function lateRefusal(code: string): ConnectFailure | undefined {
  return CLIENT_CERTIFICATE_ALERT.test(code)
    ? { code: 'client-certificate-refused', detail: code }
    : undefined
}

function handshakeFailure(error: Error): ConnectFailure {
  const code = errorCode(error)
  if (NOT_TLS.test(code)) return { code: 'not-tls', detail: code }
  return lateRefusal(code) ?? failureOfText(code) ?? { code: 'lost', detail: code }
}
