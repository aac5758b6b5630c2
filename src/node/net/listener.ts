import { createServer, type Server, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { formatAddress, type ListenAddress } from './listen-address'

/** How long a server that stops waits for its clients. */
export const GRACE_MS = 250

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
  open(address: ListenAddress): Promise<void> {
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

  /** Resets the connection from this client address, or every one: the other side sees a broken connection, not an end. */
  reset(client?: string): void {
    for (const socket of [...this.#connections]) {
      const from = formatAddress(socket.remoteAddress ?? '', socket.remotePort ?? 0)
      if (client === undefined || client === from) socket.resetAndDestroy()
    }
  }

  /** Says that nothing more will come; what is being sent still is. */
  finish(): void {
    for (const socket of [...this.#connections]) socket.end()
  }

  /** Takes no more connections; what has not ended by itself after the grace is reset. */
  async close(graceMs = 0): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    if (graceMs > 0) await Promise.race([closed, delay(graceMs, undefined, { ref: false })])
    this.reset()
    await closed
  }
}
