import { connect, createServer, type Server, type Socket } from 'node:net'

/** Forwards connections on loopback. A test can cut them. */
export class TcpProxy {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor(port: number) {
    this.#server = createServer((client) => {
      const upstream = connect(port, '127.0.0.1')
      for (const socket of [client, upstream]) {
        this.#sockets.add(socket)
        socket.on('close', () => {
          this.#sockets.delete(socket)
          client.destroy()
          upstream.destroy()
        })
        socket.on('error', () => undefined)
      }
      client.pipe(upstream).pipe(client)
    })
  }

  /** `to`: as in `127.0.0.1:10009`. */
  static async open(to: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(Number(to.slice(to.lastIndexOf(':') + 1)))
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get address(): string {
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('the proxy is closed')
    return `127.0.0.1:${address.port}`
  }

  /** Resets every connection; new ones are forwarded. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy()
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve))
    this.cut()
    await closed
  }
}
