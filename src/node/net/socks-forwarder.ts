import { createServer, type Server, type Socket } from 'node:net'
import { formatAddress } from './listen-address'
import { type HostPort } from './connect'
import { connectThroughSocks } from './socks'

/**
 * A local port that forwards to one address through a SOCKS proxy, for clients without SOCKS support. Another program
 * that connects to it still has to pass the TLS of the target.
 */
export class SocksForwarder {
  readonly #server: Server
  readonly #closing = new AbortController()
  readonly #sockets = new Set<Socket>()

  private constructor(proxy: HostPort, to: HostPort) {
    this.#server = createServer({ pauseOnConnect: true }, (inside) => {
      this.#forward(inside, proxy, to).catch(() => inside.destroy())
    })
  }

  /** Rejects with Node's error if no port is free. */
  static async open(proxy: HostPort, to: HostPort): Promise<SocksForwarder> {
    const forwarder = new SocksForwarder(proxy, to)
    await new Promise<void>((resolve, reject) => {
      forwarder.#server.once('error', reject)
      forwarder.#server.listen(0, '127.0.0.1', resolve)
    })
    return forwarder
  }

  /** `host:port` on loopback. */
  get address(): string {
    const bound = this.#server.address()
    if (bound === null || typeof bound === 'string') throw new Error('the forwarder does not listen')
    return formatAddress(bound.address, bound.port)
  }

  close(): void {
    this.#closing.abort()
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
  }

  async #forward(inside: Socket, proxy: HostPort, to: HostPort): Promise<void> {
    this.#track(inside)
    try {
      const outside = await connectThroughSocks(proxy, to, this.#closing.signal)
      this.#track(outside)
      outside.once('close', () => inside.destroy())
      inside.once('close', () => outside.destroy())
      inside.pipe(outside)
      outside.pipe(inside)
    } catch {
      // The client sees a reset connection and retries by its own rules.
      inside.destroy()
    }
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => this.#sockets.delete(socket))
  }
}
