import { createServer, type Server, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { formatAddress, type ListenAddress } from './listen-address'

/** How long a stopping server waits for its clients. Milliseconds. */
export const GRACE_MS = 250
/** A client that vanished is detected this long after its last sign of life, by TCP probes. Milliseconds. */
const TCP_KEEPALIVE_MS = 60_000

/**
 * Listens and keeps a reference to every connection, so that one or all can be reset as when a process dies. The
 * protocol on a connection (HTTP/2 or HTTP/1, with or without TLS) is handled by its owner.
 */
export class Listener {
  readonly #connections = new Set<Socket>()
  readonly #server: Server
  #address = ''

  constructor(take: (connection: Socket) => void) {
    const probed = { keepAlive: true, keepAliveInitialDelay: TCP_KEEPALIVE_MS }
    this.#server = createServer(probed, (socket) => {
      this.#connections.add(socket)
      socket.on('close', () => this.#connections.delete(socket))
      // A client that disconnects is not an error of the server. The owner of the socket gets the event too.
      socket.on('error', () => undefined)
      take(socket)
    })
  }

  /** Rejects with Node's error if the address cannot be used, usually `EADDRINUSE`. */
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

  /** The address for clients, with the port that the system chose. */
  get address(): string {
    return this.#address
  }

  /** Resets the connection from this client address, or all: the other side sees a broken connection, not an end. */
  reset(client?: string): void {
    for (const socket of [...this.#connections]) {
      const from = formatAddress(socket.remoteAddress ?? '', socket.remotePort ?? 0)
      if (client !== undefined && client !== from) continue
      // Only TCP has a reset; a Unix socket closes.
      if (socket.remoteFamily === undefined) socket.destroy()
      else socket.resetAndDestroy()
    }
  }

  /** Announces the end of every connection; data in transit is still sent. */
  finish(): void {
    for (const socket of [...this.#connections]) socket.end()
  }

  /** Accepts no more connections. Connections that have not ended after the grace period are reset. */
  async close(graceMs = 0): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    if (graceMs > 0) await Promise.race([closed, delay(graceMs, undefined, { ref: false })])
    this.reset()
    await closed
  }
}
