import type { Socket } from 'node:net'
import { connect, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls'
import type { ConnectFailure } from '../../../shared/domain/connection'
import type { ClientCertificate } from '../../../shared/domain/node'
import { fail, ok, type Result } from '../../../shared/result'
import { codeOf, failureOfText } from './failure'
import { systemRoots } from './roots'
import { certificatesIn, verdict, type TlsSecurity } from './verdict'

export interface TlsTerms {
  readonly security: TlsSecurity
  /** The name or IP address that is dialled. */
  readonly host: string
  /** Undefined for an IP address: it is no server name (RFC 6066). */
  readonly serverName: string | undefined
  readonly alpn: 'h2' | 'http/1.1'
  readonly clientCertificate: ClientCertificate | undefined
}

export type Secured =
  { readonly ok: true; readonly socket: TLSSocket } | { readonly ok: false; readonly failure: ConnectFailure }

/**
 * Shakes hands over a connected socket and decides whether to trust who is there, before anything else is said.
 * Refusing destroys the socket. The caller sets the deadline, by destroying the socket.
 */
export type Handshake = (raw: Socket) => Promise<Secured>

/** Prepares handshakes on these terms; fails where the given certificates cannot be used. */
export function prepareTls(
  terms: TlsTerms
): Result<Handshake, 'certificate-untrusted' | 'client-certificate-refused'> {
  const { security } = terms
  if (security.kind === 'tls-certificate' && certificatesIn(security.pem).length === 0) {
    return fail('certificate-untrusted', 'no certificate in the given text')
  }
  try {
    const context = secureContext(terms)
    return ok((raw) => shakeHands(raw, terms, context))
  } catch {
    // OpenSSL's words about a key it cannot read may quote it.
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

function shakeHands(raw: Socket, terms: TlsTerms, context: SecureContext): Promise<Secured> {
  return new Promise((resolve) => {
    const refuse = (failure: ConnectFailure) => {
      raw.destroy()
      resolve({ ok: false, failure })
    }
    const socket = connect({
      socket: raw,
      host: terms.host,
      ...(terms.serverName === undefined ? {} : { servername: terms.serverName }),
      ALPNProtocols: [terms.alpn],
      secureContext: context,
      // The verdict is ours: a pinned certificate is trusted although no authority vouches for it.
      rejectUnauthorized: false
    })
    const closed = () => refuse({ code: 'lost', detail: 'closed during the TLS handshake' })
    // Stays for good: whoever takes the socket over listens for itself, but until then an error must not be a crash.
    socket.on('error', (error: Error) => refuse(handshakeFailure(error)))
    socket.once('close', closed)
    socket.once('secureConnect', () => {
      socket.off('close', closed)
      const refusal = verdict(terms.security, {
        certificate: socket.getPeerX509Certificate()?.raw ?? new Uint8Array(),
        objection: socket.authorized ? undefined : objectionOf(socket.authorizationError)
      })
      if (refusal === undefined) resolve({ ok: true, socket })
      else refuse(refusal)
    })
  })
}

/** Declared an `Error`; at run time it is a code such as `CERT_HAS_EXPIRED`. */
const objectionOf = (error: unknown): string => (typeof error === 'string' ? error : 'unknown')

/** OpenSSL's and BoringSSL's names for an answer that is no TLS record. */
const NOT_TLS = /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL/u

/** Alerts by which a server says what it thinks of the certificate that the client showed, or did not show. */
const ABOUT_US =
  /ALERT_(?:CERTIFICATE_REQUIRED|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNKNOWN_CA|ACCESS_DENIED)/u

/** In TLS 1.3 a server refuses a client's certificate only after the client took the handshake for done. */
export function lateRefusal(code: string): ConnectFailure | undefined {
  return ABOUT_US.test(code) ? { code: 'client-certificate-refused', detail: code } : undefined
}

function handshakeFailure(error: Error): ConnectFailure {
  const code = codeOf(error)
  if (NOT_TLS.test(code)) return { code: 'not-tls', detail: code }
  return lateRefusal(code) ?? failureOfText(code) ?? { code: 'lost', detail: code }
}
