import type { Socket } from 'node:net'
import { CallCredentials, ChannelCredentials } from '@grpc/grpc-js'

type SecureConnector = ReturnType<ChannelCredentials['_createSecureConnector']>

/** Makes of a connected socket the one that HTTP/2 is spoken on: the same, or TLS over it. Rejects to refuse it. */
export type Secure = (raw: Socket) => Promise<Socket>

/**
 * Credentials that hand every connected socket to a function of ours. grpc-js's own know neither a pinned fingerprint
 * nor why a handshake failed, and give no hold on the socket to cut it.
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
