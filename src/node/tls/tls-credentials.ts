import { isIP, type Socket } from 'node:net'
import { connect } from 'node:tls'
import { CallCredentials, ChannelCredentials } from '@grpc/grpc-js'
import { PlainStream } from './plain-stream'
import type { TlsTrust } from './trust'

type SecureConnector = ReturnType<ChannelCredentials['_createSecureConnector']>

/** A dead connection is detected within this time and the ten probes that follow, one second apart. Milliseconds. */
const TCP_KEEPALIVE_MS = 30_000

/**
 * Channel credentials with this trust. Those of grpc-js perform TLS directly over the socket, compare the certificate
 * with the address that is dialled, which may be a forwarder's, and wait for ever for the end of a handshake.
 */
export class TlsCredentials extends ChannelCredentials {
  readonly #trust: TlsTrust
  readonly #host: string
  readonly #handshakeMs: number

  /** `host`: the server's name or IP address. `handshakeMs`: timeout of a handshake. */
  constructor(
    trust: TlsTrust,
    { host, handshakeMs }: { readonly host: string; readonly handshakeMs: number }
  ) {
    super()
    this.#trust = trust
    this.#host = host
    this.#handshakeMs = handshakeMs
  }

  override _isSecure(): boolean {
    return true
  }

  override _equals(other: ChannelCredentials): boolean {
    return this === other
  }

  override _createSecureConnector(
    _target: unknown,
    _options: unknown,
    callCredentials = CallCredentials.createEmpty()
  ): SecureConnector {
    return {
      connect: async (raw) => ({ socket: await this.#secure(raw), secure: true }),
      waitForReady: () => Promise.resolve(),
      getCallCredentials: () => callCredentials,
      destroy: () => undefined
    }
  }

  /** Rejects with the error of the handshake, or of a certificate that is not trusted. */
  #secure(raw: Socket): Promise<Socket> {
    raw.setKeepAlive(true, TCP_KEEPALIVE_MS)
    return new Promise((resolve, reject) => {
      const socket = connect({
        socket: new PlainStream(raw),
        host: this.#host,
        // A server chooses its certificate by this name. An IP address is not a server name (RFC 6066).
        ...(isIP(this.#host) === 0 ? { servername: this.#host } : {}),
        secureContext: this.#trust.context,
        ALPNProtocols: ['h2'],
        // Said here, because an environment variable can switch off Node's own check.
        rejectUnauthorized: true,
        checkServerIdentity: (_dialled, shown) => this.#trust.checkIdentity(this.#host, shown)
      })
      const late = setTimeout(
        () => socket.destroy(new Error('the TLS handshake did not end')),
        this.#handshakeMs
      )
      socket.on('error', reject)
      socket.once('close', () => {
        clearTimeout(late)
        reject(new Error('closed during the TLS handshake'))
      })
      socket.once('secureConnect', () => {
        clearTimeout(late)
        resolve(socket)
      })
    })
  }
}
