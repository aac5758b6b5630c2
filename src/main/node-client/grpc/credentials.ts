import type { Socket } from 'node:net'
import { CallCredentials, ChannelCredentials } from '@grpc/grpc-js'

type SecureConnector = ReturnType<ChannelCredentials['_createSecureConnector']>

/**
 * Turns a connected socket into the one used for HTTP/2: the same socket, or TLS over it. Rejects to refuse the peer.
 */
export type Secure = (raw: Socket) => Promise<Socket>

/**
 * Channel credentials that pass every connected socket to our own function. The ones of grpc-js support no pinned
 * fingerprint, do not report why a handshake failed, and give no access to the socket.
 */
export class SocketCredentials extends ChannelCredentials {
  readonly #secure: Secure
  readonly #tls: boolean

  constructor(secure: Secure, tls: boolean) {
    super()
    this.#secure = secure
    this.#tls = tls
  }

  override _isSecure(): boolean {
    return this.#tls
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
      connect: async (raw) => ({ socket: await this.#secure(raw), secure: this.#tls }),
      waitForReady: () => Promise.resolve(),
      getCallCredentials: () => callCredentials,
      destroy: () => undefined
    }
  }
}
