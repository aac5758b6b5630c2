import { createServer, type Server, type Socket } from 'node:net'
import { formatAddress, type LocalAddress } from './address'

/**
 * Listens and keeps hold of every connection, so that one or all can be reset as when a process dies. What speaks on a
 * connection (HTTP/2 or HTTP/1, with TLS or without) is the business of whoever takes it.
 */
export class Listener {
  readonly #connections = new Set<Socket>()
  readonly #server: Server
  #address = ''

  constructor(take: (connection: Socket) => void) {
    this.#server = createServer((socket) => {
      this.#connections.add(socket)
      socket.on('close', () => this.#connections.delete(socket))
      // A client that goes away is no fault of the server; whoever speaks on it hears of it too.
      socket.on('error', () => undefined)
      take(socket)
    })
  }

  /** Rejects with Node's error where the address cannot be taken, `EADDRINUSE` first of all. */
  open(address: LocalAddress): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(address.kind === 'unix' ? { path: address.path } : address, () => {
        this.#server.off('error', reject)
        const bound = this.#server.address()
        this.#address =
          typeof bound === 'object' && bound !== null
            ? formatAddress(bound.address, bound.port)
            : `unix:${bound}`
        resolve()
      })
    })
  }

  /** As a client dials it, with the port that the system chose. */
  get address(): string {
    return this.#address
  }

  get connections(): number {
    return this.#connections.size
  }

  /** Resets the connection from this client address, or every one: the other side sees a broken connection, not an end. */
  reset(client?: string): void {
    for (const socket of [...this.#connections]) {
      const from = formatAddress(socket.remoteAddress ?? '', socket.remotePort ?? 0)
      if (client === undefined || client === from) socket.resetAndDestroy()
    }
  }

  /** Takes no more connections, and resets what is left. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    this.reset()
    await closed
  }
}
